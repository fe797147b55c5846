package dev.bellhop.lifecycle;

import dev.bellhop.SiteResponse.Source;
import dev.bellhop.cache.CacheQuery;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import dev.bellhop.routing.RouterCondition.RunningStatus;
import dev.bellhop.routing.RouterSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request that a registration is responsible for. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#handle-fetch">Service Workers: Handle
 *     Fetch</a>
 */
public final class HandleFetch {
  private static final Set<String> NEVER_HANDLED = Set.of("embed", "object");

  private static final RouterSource FETCH_EVENT = new RouterSource.FetchEvent();

  private final Fetcher network;
  private final CacheStorage caches;
  private final FetchRace race;

  /** With the fetcher that asks no worker, and the caches that routes lead to. */
  public HandleFetch(Fetcher network, CacheStorage caches) {
    this.network = network;
    this.caches = caches;
    this.race = new FetchRace(network);
  }

  /**
   * What came of it.
   *
   * @param source who answers
   * @param response the response, empty where the network is to give it
   */
  record Result(Source source, Optional<FetchResponse> response) {
    static final Result NETWORK = new Result(Source.NETWORK, Optional.empty());
    static final Result ROUTED = new Result(Source.ROUTED_TO_NETWORK, Optional.empty());
  }

  /**
   * Handles a request.
   *
   * @param registration the one that the request's client uses, or for a navigation the one that
   *     matches
   * @return fails with a network error
   */
  CompletableFuture<Result> handle(
      WorkerRegistration registration,
      FetchRequest request,
      FetchExchange.Ids ids,
      CancelToken cancel) {
    Worker active = registration.active();
    if (active == null
        || active.state() == WorkerState.REDUNDANT
        || NEVER_HANDLED.contains(request.destination())) {
      return CompletableFuture.completedFuture(Result.NETWORK);
    }
    RouterSource route = active.routes().source(request, status(active)).orElse(FETCH_EVENT);
    return switch (route) {
      case RouterSource.Network network -> CompletableFuture.completedFuture(Result.ROUTED);
      case RouterSource.Cache cache -> fromCache(cache, request);
      case RouterSource.Race race when request.method().equals("GET") ->
          this.race.run(
              request, cancel, raced -> dispatch(registration, request, ids, null, raced));
      case RouterSource.Race race -> event(registration, request, ids, cancel);
      case RouterSource.FetchEvent event -> event(registration, request, ids, cancel);
    };
  }

  private static RunningStatus status(Worker worker) {
    return worker.running() ? RunningStatus.RUNNING : RunningStatus.NOT_RUNNING;
  }

  /** A cache that has no answer leaves the request to the network. */
  private CompletableFuture<Result> fromCache(RouterSource.Cache cache, FetchRequest request) {
    CacheQuery query = CacheQuery.of(request);
    String name = cache.name();
    return (name == null ? caches.match(query) : caches.match(name, query))
        // An opaque response that may not be had counts as none.
        .exceptionally(failure -> null)
        .thenApply(
            found ->
                found == null
                    ? Result.ROUTED
                    : new Result(Source.ROUTED_TO_CACHE, Optional.of(found)));
  }

  private CompletableFuture<Result> event(
      WorkerRegistration registration,
      FetchRequest request,
      FetchExchange.Ids ids,
      CancelToken cancel) {
    Worker active = registration.active();
    if (active == null) {
      return CompletableFuture.completedFuture(Result.NETWORK);
    }
    if (active.listened().skips("fetch")) {
      registration.announceEventEnd();
      return CompletableFuture.completedFuture(Result.NETWORK);
    }
    return dispatch(registration, request, ids, preload(registration, request, cancel), cancel)
        .thenApply(HandleFetch::byTheWorker);
  }

  private static Result byTheWorker(Optional<FetchResponse> answer) {
    return answer.isPresent() ? new Result(Source.WORKER, answer) : Result.NETWORK;
  }

  private @Nullable NavigationPreload preload(
      WorkerRegistration registration, FetchRequest request, CancelToken cancel) {
    PreloadState preload = registration.preload();
    return preload.enabled() && request.mode().equals("navigate") && request.method().equals("GET")
        ? NavigationPreload.begin(request, preload.headerValue(), network, cancel)
        : null;
  }

  /**
   * @see <a
   *     href="https://w3c.github.io/ServiceWorker/#create-fetch-event-and-dispatch-algorithm">Create
   *     Fetch Event and Dispatch</a>
   */
  private static CompletableFuture<Optional<FetchResponse>> dispatch(
      WorkerRegistration registration,
      FetchRequest request,
      FetchExchange.Ids ids,
      @Nullable NavigationPreload preload,
      CancelToken cancel) {
    var exchange = new FetchExchange(request, ids, preload, cancel);
    String about = request.method() + " " + request.url().href();
    registration
        .fireWhile(exchange::repeatable, "fetch", about, () -> new Object[] {exchange})
        .whenComplete((outcome, failure) -> ended(exchange, failure));
    return exchange.answer();
  }

  private static void ended(FetchExchange exchange, @Nullable Throwable failure) {
    NavigationPreload preload = exchange.preload();
    if (preload != null) {
      preload.end();
    }
    if (failure != null) {
      exchange.fail(
          "the worker did not handle the request for "
              + exchange.request().url().withoutFragment()
              + ": "
              + Causes.of(failure).getMessage());
    } else {
      // Nobody listened, or the event ended without an answer: there was nothing to wait for.
      exchange.fallBack();
    }
  }
}
