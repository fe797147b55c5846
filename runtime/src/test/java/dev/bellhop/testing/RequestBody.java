package dev.bellhop.testing;

import dev.bellhop.http.HeaderList;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A request's body as a stream that ends where the body does. */
final class RequestBody extends InputStream {
  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean ended;

  private RequestBody(InputStream in, boolean chunked, long left) {
    this.in = in;
    this.chunked = chunked;
    this.left = left;
  }

  static InputStream of(InputStream in, HeaderList headers) {
    String length = headers.get("Content-Length");
    return new RequestBody(
        in,
        "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding")),
        length == null ? 0 : Long.parseLong(length));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && chunked && !ended) {
      String size = FaultServer.readLine(in);
      if (size == null) {
        throw new EOFException();
      }
      left = Long.parseLong(size, 16);
      if (left == 0) {
        FaultServer.readLine(in);
        ended = true;
      }
    }
    if (left == 0) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException();
    }
    left -= count;
    if (left == 0 && chunked) {
      FaultServer.readLine(in);
    }
    return count;
  }
}
