package dev.bellhop.conformance.mdn;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on loopback that stands for the whole network: it answers for every host. Its answers
 * are numbered, so that one that was kept can be told from a new one.
 */
final class StandInServer implements AutoCloseable {
  /** The header with an answer's number. */
  static final String NUMBER = "X-Answer";

  private static final int LONGEST_LINE = 16 << 10;

  private final ServerSocket socket;
  private final StandInSites sites;
  private final AtomicLong answers = new AtomicLong();

  private StandInServer(ServerSocket socket, StandInSites sites) {
    this.socket = socket;
    this.sites = sites;
  }

  /**
   * A request.
   *
   * @param host with its port, where the URL names one
   * @param target path and query
   */
  record Request(String method, String host, String target, byte[] body) {}

  /** An answer: a status, a MIME type and a body. */
  record Answer(int status, String type, byte[] body) {
    static Answer text(String type, String text) {
      return new Answer(200, type, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Starts it on a free port. */
  static StandInServer start(StandInSites sites) throws IOException {
    var server =
        new StandInServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), sites);
    Thread.ofVirtual().name("bellhop-mdn-server").start(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many answers it has given. */
  long answers() {
    return answers.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var in = new BufferedInputStream(connection.getInputStream());
      var out = new BufferedOutputStream(connection.getOutputStream());
      String line;
      while (!(line = line(in)).isEmpty()) {
        String[] words = line.split(" ");
        Map<String, String> headers = headers(in);
        byte[] body = body(in, headers);
        String host = headers.getOrDefault("host", "");
        write(out, words[0], sites.answer(new Request(words[0], host, words[1], body)));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private void write(OutputStream out, String method, Answer answer) throws IOException {
    out.write(
        ("HTTP/1.1 %d -\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s: %d\r\n"
                + "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: *\r\n"
                + "Access-Control-Allow-Headers: *\r\nAccess-Control-Expose-Headers: *\r\n"
                + "Service-Worker-Allowed: /\r\nCache-Control: no-store\r\n\r\n")
            .formatted(
                answer.status(),
                answer.type(),
                answer.body().length,
                NUMBER,
                answers.incrementAndGet())
            .getBytes(StandardCharsets.ISO_8859_1));
    if (!method.equals("HEAD")) {
      out.write(answer.body());
    }
    out.flush();
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    String line;
    while (!(line = line(in)).isEmpty()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (!headers.containsKey("transfer-encoding")) {
      return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    var body = new ByteArrayOutputStream();
    int length;
    while ((length = Integer.parseInt(line(in), 16)) > 0) {
      body.write(in.readNBytes(length));
      line(in);
    }
    headers(in);
    return body.toByteArray();
  }

  /** A line without its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("A line is too long.");
      }
    }
    return line.toString();
  }
}
