package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.Transport;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one fetch, with the headers that scripts do not set.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch:
 *     HTTP-network-or-cache fetch</a>
 */
final class HttpExchange {
  private static final List<String> CONDITIONS =
      List.of("If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "If-Match", "If-Range");
  // A redirect's body is read for its connection's sake, but not when that costs more than a new
  // connection.
  private static final long MAX_DRAIN = 64 * 1024;

  private final Transport transport;
  private final String userAgent;
  private final LongConsumer uploaded;
  private final CancelToken cancel;

  HttpExchange(Transport transport, String userAgent, LongConsumer uploaded, CancelToken cancel) {
    this.transport = transport;
    this.userAgent = userAgent;
    this.uploaded = uploaded;
    this.cancel = cancel;
  }

  boolean isCancelled() {
    return cancel.isCancelled();
  }

  /**
   * Sends one request.
   *
   * @param referer the Referer header, or null
   * @param origin the Origin header, or null
   */
  CompletableFuture<TransportResponse> send(
      String method,
      Url url,
      HeaderList headers,
      @Nullable Body body,
      String cacheMode,
      @Nullable String referer,
      @Nullable String origin) {
    if (cancel.isCancelled()) {
      return NetworkErrors.fail(Reason.ABORTED, "the fetch was aborted");
    }
    if (cacheMode.equals("only-if-cached")) {
      return NetworkErrors.fail(
          Reason.NOT_CACHED,
          "cache mode \"only-if-cached\" finds nothing, because there is no HTTP cache");
    }
    HeaderList sent = headers;
    if (referer != null) {
      sent = sent.with("Referer", referer);
    }
    if (origin != null) {
      sent = sent.with("Origin", origin);
    }
    sent = withDefault(sent, "User-Agent", userAgent);
    sent = withCacheMode(sent, cacheMode);
    if (sent.contains("Range")) {
      sent = sent.without("Accept-Encoding").with("Accept-Encoding", "identity");
    }
    return transport.send(new TransportRequest(method, url, sent, body, uploaded, cancel));
  }

  /** Frees the connection of a response whose body nobody wants. */
  static void discard(TransportResponse response) {
    drain(response.body().open(), MAX_DRAIN);
  }

  static HeaderList withDefault(HeaderList headers, String name, String value) {
    return headers.contains(name) ? headers : headers.with(name, value);
  }

  private static HeaderList withCacheMode(HeaderList headers, String mode) {
    boolean conditional = CONDITIONS.stream().anyMatch(headers::contains);
    String effective = mode.equals("default") && conditional ? "no-store" : mode;
    return switch (effective) {
      case "no-cache" -> withDefault(headers, "Cache-Control", "max-age=0");
      case "no-store", "reload" ->
          withDefault(withDefault(headers, "Pragma", "no-cache"), "Cache-Control", "no-cache");
      default -> headers;
    };
  }

  private static void drain(BodyReader reader, long left) {
    reader
        .read()
        .whenComplete(
            (chunk, failure) -> {
              long rest = chunk == null ? -1 : left - size(chunk);
              if (rest < 0) {
                reader.close();
              } else {
                drain(reader, rest);
              }
            });
  }

  private static int size(Chunk chunk) {
    try (chunk) {
      return chunk.bytes().remaining();
    }
  }
}
