package dev.bellhop.backgroundfetch;

import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.Transport;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.testing.Bodies;
import dev.bellhop.testing.TestContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * A server without sockets, and so without timeouts: tests may let hours pass. It serves a body of
 * the same size at every path, whole or from a byte on, and says how much was uploaded.
 */
final class MemoryServer implements Transport {
  private final int size;

  MemoryServer(int size) {
    this.size = size;
  }

  /** What it serves at a path. */
  byte[] content(String path) {
    return TestContent.bytes(path.hashCode(), 0, size);
  }

  @Override
  public CompletableFuture<TransportResponse> send(TransportRequest request) {
    if (request.body() != null) {
      return uploaded(request);
    }
    byte[] all = content(request.url().path());
    String range = request.headers().get("Range");
    if (range == null) {
      return answer(200, all, HeaderList.empty());
    }
    int first = Integer.parseInt(range.replaceAll("\\D", ""));
    return first >= size
        ? answer(416, new byte[0], HeaderList.of("Content-Range", "bytes */" + size))
        : answer(
            206,
            Arrays.copyOfRange(all, first, size),
            HeaderList.of("Content-Range", "bytes " + first + "-" + (size - 1) + "/" + size));
  }

  private static CompletableFuture<TransportResponse> uploaded(TransportRequest request) {
    try {
      byte[] body = Bodies.readAll(request.body());
      request.uploaded().accept(body.length);
      return answer(200, receipt(body.length), HeaderList.empty());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What an upload is answered with. */
  static byte[] receipt(int length) {
    return ("got " + length + " bytes").getBytes(StandardCharsets.UTF_8);
  }

  private static CompletableFuture<TransportResponse> answer(
      int status, byte[] body, HeaderList headers) {
    return CompletableFuture.completedFuture(
        new TransportResponse(
            status,
            "",
            headers.with("Content-Length", Integer.toString(body.length)).with("ETag", "\"v1\""),
            BytesBody.of(body)));
  }

  @Override
  public void close() {}
}
