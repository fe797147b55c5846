package dev.bellhop.testing;

import dev.bellhop.http.HeaderList;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a request for a {@link Resource}. */
final class ResourceHandler {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final int CHUNK = 8 * 1024;

  private ResourceHandler() {}

  static void answer(FaultExchange exchange, Resource resource) throws IOException {
    HeaderList headers = HeaderList.of("Content-Type", resource.type());
    if (resource.etag() != null) {
      headers = headers.with("ETag", resource.etag());
    }
    if (resource.lastModified() != null) {
      headers = headers.with("Last-Modified", resource.lastModified());
    }
    if (resource.allowOrigin() != null) {
      headers = headers.with("Access-Control-Allow-Origin", resource.allowOrigin());
    }
    if (resource.gzip()) {
      byte[] gzipped = resource.gzipBytes();
      exchange.head(
          200,
          "OK",
          headers
              .with("Content-Encoding", "gzip")
              .with("Content-Length", Integer.toString(gzipped.length)));
      exchange.send(gzipped, 0, gzipped.length);
      return;
    }
    if (exchange.fault() instanceof Fault.TruncateChunks(long bytes)) {
      exchange.head(200, "OK", headers.with("Transfer-Encoding", "chunked"));
      exchange.contentInChunks(resource.seed(), bytes, CHUNK);
      exchange.drop();
    }
    if (resource.chunked()) {
      exchange.head(200, "OK", headers.with("Transfer-Encoding", "chunked"));
      exchange.contentInChunks(resource.seed(), resource.size(), CHUNK);
      exchange.chunk(new byte[0]);
      return;
    }
    if (resource.ranges()) {
      headers = headers.with("Accept-Ranges", "bytes");
    }
    long first = 0;
    long last = resource.size() - 1;
    int status = 200;
    if (rangeApplies(exchange.headers(), resource)) {
      Matcher range = RANGE.matcher(String.valueOf(exchange.headers().get("Range")));
      if (range.matches()) {
        first = Long.parseLong(range.group(1));
        if (!range.group(2).isEmpty()) {
          last = Math.min(last, Long.parseLong(range.group(2)));
        }
        if (first >= resource.size()) {
          exchange.respond(416, "", "Content-Range", "bytes */" + resource.size());
          return;
        }
        status = 206;
        headers =
            headers.with("Content-Range", "bytes " + first + "-" + last + "/" + resource.size());
      }
    }
    long length = last - first + 1;
    long declared = exchange.fault() instanceof Fault.DeclareLength(long other) ? other : length;
    exchange.head(
        status,
        status == 206 ? "Partial Content" : "OK",
        headers.with("Content-Length", Long.toString(declared)));
    if (!exchange.request().method().equals("HEAD")) {
      exchange.content(resource.seed(), first, length);
      if (declared != length) {
        exchange.drop();
      }
    }
  }

  private static boolean rangeApplies(HeaderList headers, Resource resource) {
    String condition = headers.get("If-Range");
    return resource.ranges()
        && (condition == null
            || condition.equals(resource.etag())
            || condition.equals(resource.lastModified()));
  }
}
