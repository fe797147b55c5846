package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.Priority;
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

  private static final int MISDIRECTED = 421;

  private final Transport transport;
  private final Cookies cookies;
  private final ResponseCache cache;
  private final String userAgent;
  private final LongConsumer uploaded;
  private final CancelToken cancel;

  HttpExchange(
      Transport transport,
      Cookies cookies,
      ResponseCache cache,
      String userAgent,
      LongConsumer uploaded,
      CancelToken cancel) {
    this.transport = transport;
    this.cookies = cookies;
    this.cache = cache;
    this.userAgent = userAgent;
    this.uploaded = uploaded;
    this.cancel = cancel;
  }

  boolean isCancelled() {
    return cancel.isCancelled();
  }

  /**
   * One request.
   *
   * @param priority which others it goes before
   * @param partition the origin that asks: whose HTTP cache and partitioned cookies it may use
   * @param reach how near its client is, where cookies go with it; null for none
   * @param referer the Referer header, or null
   * @param origin the Origin header, or null
   */
  record Order(
      String method,
      Url url,
      HeaderList headers,
      @Nullable Body body,
      String cacheMode,
      Priority priority,
      String partition,
      Cookies.@Nullable Reach reach,
      @Nullable String referer,
      @Nullable String origin) {}

  /** Sends one request, or finds the response to it in the cache. */
  CompletableFuture<TransportResponse> send(Order order) {
    if (cancel.isCancelled()) {
      return NetworkErrors.fail(Reason.ABORTED, "the fetch was aborted");
    }
    HeaderList sent = order.headers();
    if (order.referer() != null) {
      sent = sent.with("Referer", order.referer());
    }
    if (order.origin() != null) {
      sent = sent.with("Origin", order.origin());
    }
    sent = withDefault(sent, "User-Agent", userAgent);
    boolean conditional = CONDITIONS.stream().anyMatch(sent::contains);
    String mode =
        order.cacheMode().equals("default") && conditional ? "no-store" : order.cacheMode();
    sent = withCacheMode(sent, mode);
    if (sent.contains("Range")) {
      sent = sent.without("Accept-Encoding").with("Accept-Encoding", "identity");
    }
    return withCookies(sent, order)
        .thenCompose(
            headers ->
                cache.exchange(
                    new ResponseCache.Question(
                        order.partition(), order.method(), order.url(), headers, mode),
                    forwarded -> forward(order, forwarded)));
  }

  private CompletableFuture<HeaderList> withCookies(HeaderList headers, Order order) {
    Cookies.Reach reach = order.reach();
    return reach == null || headers.contains("Cookie")
        ? CompletableFuture.completedFuture(headers)
        : cookies
            .header(order.url(), reach, order.partition())
            .thenApply(value -> value == null ? headers : headers.with("Cookie", value));
  }

  private CompletableFuture<TransportResponse> forward(Order order, HeaderList headers) {
    CompletableFuture<TransportResponse> response =
        sent(order, headers, TransportRequest.Reuse.ANY)
            .thenCompose(head -> again(order, headers, head));
    Cookies.Reach reach = order.reach();
    return reach == null
        ? response
        : response.thenCompose(
            head ->
                cookies
                    .received(order.url(), head.headers(), reach, order.partition())
                    .handle((done, failure) -> head));
  }

  private CompletableFuture<TransportResponse> sent(
      Order order, HeaderList headers, TransportRequest.Reuse reuse) {
    return transport.send(
        new TransportRequest(
            order.method(),
            order.url(),
            headers,
            order.body(),
            uploaded,
            cancel,
            reuse,
            order.priority()));
  }

  /**
   * Asks once more where the server says that the connection was not one for this host.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch:
   *     HTTP-network-or-cache fetch, of status 421</a>
   */
  private CompletableFuture<TransportResponse> again(
      Order order, HeaderList headers, TransportResponse head) {
    Body body = order.body();
    if (head.status() != MISDIRECTED || body != null && !body.replayable()) {
      return CompletableFuture.completedFuture(head);
    }
    discard(head);
    return sent(order, headers, TransportRequest.Reuse.NONE);
  }

  /** Frees the connection of a response whose body nobody wants. */
  static void discard(TransportResponse response) {
    drain(response.body().open(), MAX_DRAIN);
  }

  static HeaderList withDefault(HeaderList headers, String name, String value) {
    return headers.contains(name) ? headers : headers.with(name, value);
  }

  private static HeaderList withCacheMode(HeaderList headers, String mode) {
    return switch (mode) {
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
