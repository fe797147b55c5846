package dev.bellhop.testing;

import dev.bellhop.http.HeaderList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request at a {@link FaultServer} and the means to answer it, well or badly. A handler runs on
 * a thread of its own and may block.
 */
public final class FaultExchange {
  /** Ends a handler whose connection has been ended on purpose. */
  static final class Ended extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final int PIECE = 64 * 1024;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream body;
  private final SeenRequest request;
  private final @Nullable Fault fault;
  private boolean closeAfter;
  private boolean faultMet;
  private long sent;

  FaultExchange(
      Socket socket,
      OutputStream out,
      InputStream body,
      SeenRequest request,
      @Nullable Fault fault) {
    this.socket = socket;
    this.out = out;
    this.body = body;
    this.request = request;
    this.fault = fault;
  }

  /** What was asked for. */
  public SeenRequest request() {
    return request;
  }

  /** The headers of the request. */
  public HeaderList headers() {
    return request.headers();
  }

  /** The request's body; reading it slowly slows the sender down. */
  public InputStream body() {
    return body;
  }

  /** Answers with a text. */
  public void respond(int status, String text, String... namesAndValues) throws IOException {
    respond(status, text.getBytes(StandardCharsets.UTF_8), namesAndValues);
  }

  /** Answers with bytes, adding their Content-Length. */
  public void respond(int status, byte[] bytes, String... namesAndValues) throws IOException {
    HeaderList headers = HeaderList.of(namesAndValues);
    if (status != 204 && status != 304) {
      headers = headers.with("Content-Length", Integer.toString(bytes.length));
    }
    head(status, "Status " + status, headers);
    if (!request.method().equals("HEAD")) {
      send(bytes, 0, bytes.length);
    }
  }

  /** Sends a head, as it is. */
  public void head(int status, String reason, HeaderList headers) throws IOException {
    var text = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
    headers.forEach(h -> text.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    raw(text.append("\r\n").toString());
    closeAfter |= "close".equalsIgnoreCase(headers.get("Connection"));
  }

  /** Sends text, as it is. */
  public void raw(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    flush();
  }

  /** What is sent too much goes with the last bytes of the response, not some time after them. */
  private void flush() throws IOException {
    if (!(fault instanceof Fault.Excess)) {
      out.flush();
    }
  }

  /** Sends bytes of a body, as many as the fault lets through. */
  public void send(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      int now = (int) Math.min(left, Math.max(0, faultAt() - sent));
      out.write(bytes, at, now);
      at += now;
      left -= now;
      sent += now;
      if (sent == faultAt()) {
        out.flush();
        meetFault();
      }
    }
    flush();
  }

  private long faultAt() {
    return switch (faultMet ? null : fault) {
      case Fault.DropAfter(long bytes) -> bytes;
      case Fault.ResetAfter(long bytes) -> bytes;
      case Fault.StallAfter(long bytes, Gate gate) -> bytes;
      case null, default -> Long.MAX_VALUE;
    };
  }

  private void meetFault() throws IOException {
    faultMet = true;
    switch (fault) {
      case Fault.DropAfter drop -> drop();
      case Fault.ResetAfter reset -> reset();
      case Fault.StallAfter(long bytes, Gate gate) -> gate.pass();
      case null, default -> {}
    }
  }

  /** Sends deterministic bytes. */
  public void content(long seed, long offset, long length) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(length, 1))];
    long done = 0;
    while (done < length) {
      int now = (int) Math.min(piece.length, length - done);
      TestContent.fill(seed, offset + done, piece, now);
      send(piece, 0, now);
      done += now;
    }
  }

  /** Sends a chunk of a body in the chunked coding; of no bytes, it is the last. */
  public void chunk(byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    send(bytes, 0, bytes.length);
    raw("\r\n");
  }

  /** Sends deterministic bytes in chunks, without the last. */
  public void contentInChunks(long seed, long length, int chunkSize) throws IOException {
    for (long done = 0; done < length; done += chunkSize) {
      chunk(TestContent.bytes(seed, done, (int) Math.min(chunkSize, length - done)));
    }
  }

  /** Ends the connection, in good order as far as TCP goes. */
  public void drop() throws IOException {
    out.flush();
    socket.close();
    throw new Ended();
  }

  /** Ends the connection with a reset. */
  public void reset() throws IOException {
    out.flush();
    socket.setSoLinger(true, 0);
    socket.close();
    throw new Ended();
  }

  /** Ends the connection after this answer. */
  public void closeAfterwards() {
    closeAfter = true;
  }

  @Nullable Fault fault() {
    return fault;
  }

  boolean closesAfterwards() {
    return closeAfter;
  }

  /** The request's body to its end. */
  public byte[] bodyBytes() throws IOException {
    return body.readAllBytes();
  }
}
