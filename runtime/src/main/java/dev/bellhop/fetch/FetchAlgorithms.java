package dev.bellhop.fetch;

import dev.bellhop.Cors;
import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.net.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The Fetch algorithms over a transport; without cookies and an HTTP cache unless they are given.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch: fetching</a>
 */
public final class FetchAlgorithms implements Fetcher {
  private final KeepaliveQuota keepalive = new KeepaliveQuota();
  private final Transport transport;
  private final PreflightCache preflightCache;
  private final SpillFiles files;
  private final String userAgent;
  private final Cookies cookies;
  private final ResponseCache cache;
  private final Cors cors;

  /**
   * With what carries the requests, a clock in nanoseconds, where bodies wait that are held back
   * for an integrity check, and the value of the User-Agent header.
   */
  public FetchAlgorithms(
      Transport transport, LongSupplier nanoTime, SpillFiles files, String userAgent) {
    this(
        transport,
        new PreflightCache(nanoTime),
        files,
        userAgent,
        Cookies.none(),
        ResponseCache.none(),
        Cors.ON);
  }

  private FetchAlgorithms(
      Transport transport,
      PreflightCache preflightCache,
      SpillFiles files,
      String userAgent,
      Cookies cookies,
      ResponseCache cache,
      Cors cors) {
    this.transport = transport;
    this.preflightCache = preflightCache;
    this.files = files;
    this.userAgent = userAgent;
    this.cookies = cookies;
    this.cache = cache;
    this.cors = cors;
  }

  /** The same with these cookies. */
  public FetchAlgorithms with(Cookies cookies) {
    return new FetchAlgorithms(transport, preflightCache, files, userAgent, cookies, cache, cors);
  }

  /** The same with this cache between it and the network. */
  public FetchAlgorithms with(ResponseCache cache) {
    return new FetchAlgorithms(transport, preflightCache, files, userAgent, cookies, cache, cors);
  }

  /** The same with or without the checks of other origins' responses. */
  public FetchAlgorithms with(Cors cors) {
    return new FetchAlgorithms(transport, preflightCache, files, userAgent, cookies, cache, cors);
  }

  @Override
  public CompletableFuture<FetchResponse> fetch(
      FetchRequest request, LongConsumer uploaded, CancelToken cancel) {
    return fetch(request, uploaded, cancel, null);
  }

  /** The same, for a client whose requests a service worker handles first. */
  public Fetcher handledBy(RequestHandler handler) {
    return (request, uploaded, cancel) -> fetch(request, uploaded, cancel, handler);
  }

  private CompletableFuture<FetchResponse> fetch(
      FetchRequest request,
      LongConsumer uploaded,
      CancelToken cancel,
      @Nullable RequestHandler handler) {
    long kept = keepaliveBytes(request);
    if (!keepalive.take(request.origin(), kept)) {
      return NetworkErrors.fail(
          Reason.PROTOCOL,
          "the bodies of requests with keepalive may have "
              + KeepaliveQuota.MOST
              + " bytes at a time, and with these "
              + kept
              + " there are more");
    }
    return run(request, uploaded, cancel, handler)
        .whenComplete((response, failure) -> keepalive.release(request.origin(), kept));
  }

  private static long keepaliveBytes(FetchRequest request) {
    Body body = request.body();
    return request.keepalive() && body != null ? body.length().orElse(0) : 0;
  }

  private CompletableFuture<FetchResponse> run(
      FetchRequest request,
      LongConsumer uploaded,
      CancelToken cancel,
      @Nullable RequestHandler handler) {
    var exchange = new HttpExchange(transport, cookies, cache, userAgent, uploaded, cancel);
    var run = new FetchRun(request, exchange, new CorsPreflight(exchange, preflightCache), cors);
    if (handler != null) {
      run.handledBy(handled -> handler.handle(handled, cancel));
    }
    return run.run()
        .thenCompose(response -> IntegrityCheck.hold(request, response, files))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(NetworkErrors.from(failure)));
  }
}
