package dev.bellhop.cli.control;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.SiteStatus;
import dev.bellhop.WorkerEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something to ask of a site. Members and answers are plain enough for JSON, so that another
 * process can be asked as well.
 *
 * @param <R> the answer
 */
public sealed interface Action<R>
    permits Action.StartFetch,
        Action.ListFetches,
        Action.AbortFetch,
        Action.PauseFetch,
        Action.ResumeFetch,
        Action.RetryFetch,
        Action.AwaitIdle,
        Action.ClickFetch,
        Action.ShowStatus,
        Action.Dispatch,
        Action.Fetch,
        CacheAction {
  /** The answer's type, for JSON. */
  TypeReference<R> answerType();

  /** Does it on an open site. Fails with a {@link BellhopException} where it cannot. */
  CompletableFuture<R> on(Site site);

  /**
   * Whether an entry of the trace is to be told to whoever asked, while it is being done.
   *
   * @param entry as JSON
   */
  default boolean follows(ObjectNode entry) {
    return false;
  }

  /** Starts a background fetch, and waits until its event has been handled. */
  record StartFetch(String id, List<String> urls, BackgroundFetchOptions options)
      implements Action<BackgroundFetchInfo> {
    @Override
    public TypeReference<BackgroundFetchInfo> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> on(Site site) {
      return site.register()
          .thenCompose(registration -> registration.backgroundFetch().fetch(id, urls, options))
          .thenCompose(BackgroundFetch::handled);
    }

    /** What is about this background fetch, or about none. */
    @Override
    public boolean follows(ObjectNode entry) {
      return !entry.path("id").isString() || entry.path("id").stringValue().equals(id);
    }
  }

  /** Every background fetch that is kept. */
  record ListFetches() implements Action<List<BackgroundFetchInfo>> {
    @Override
    public TypeReference<List<BackgroundFetchInfo>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<BackgroundFetchInfo>> on(Site site) {
      return site.registration()
          .thenCompose(
              registration ->
                  registration
                      .map(found -> found.backgroundFetch().list())
                      .orElseGet(() -> CompletableFuture.completedFuture(List.of())));
    }
  }

  /** Aborts a background fetch, and waits until its event has been handled. */
  record AbortFetch(String id) implements Action<BackgroundFetchInfo> {
    @Override
    public TypeReference<BackgroundFetchInfo> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> on(Site site) {
      return active(site, id).thenCompose(fetch -> fetch.abort().thenCompose(_ -> fetch.handled()));
    }
  }

  /**
   * Stops a background fetch's requests until it is resumed. The answer is whether it was not
   * paused before.
   */
  record PauseFetch(String id) implements Action<Boolean> {
    @Override
    public TypeReference<Boolean> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<Boolean> on(Site site) {
      return active(site, id)
          .thenCompose(
              fetch ->
                  fetch
                      .pause()
                      .thenCompose(
                          paused ->
                              paused
                                  ? CompletableFuture.completedFuture(true)
                                  : fetch.info().thenApply(PauseFetch::pausedBefore)));
    }

    private static boolean pausedBefore(BackgroundFetchInfo info) {
      if (info.state().equals("paused")) {
        return false;
      }
      throw input(
          info.records().stream().allMatch(record -> record.method().equals("GET"))
              ? "\"" + info.id() + "\" has ended just now."
              : "\""
                  + info.id()
                  + "\" cannot be paused: only a GET is sent twice, and it has other requests.");
    }
  }

  /** Goes on with a paused background fetch. The answer is whether it was paused. */
  record ResumeFetch(String id) implements Action<Boolean> {
    @Override
    public TypeReference<Boolean> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<Boolean> on(Site site) {
      return active(site, id).thenCompose(BackgroundFetch::resume);
    }
  }

  /** Starts a background fetch anew that has failed. */
  record RetryFetch(String id) implements Action<BackgroundFetchInfo> {
    @Override
    public TypeReference<BackgroundFetchInfo> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<BackgroundFetchInfo> on(Site site) {
      return registered(site)
          .thenCompose(registration -> registration.backgroundFetch().retry(id))
          .thenCompose(BackgroundFetch::info);
    }
  }

  /** Waits until nothing is left to do. */
  record AwaitIdle() implements Action<Boolean> {
    @Override
    public TypeReference<Boolean> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<Boolean> on(Site site) {
      return site.idle().thenApply(_ -> true);
    }

    @Override
    public boolean follows(ObjectNode entry) {
      return true;
    }
  }

  /** Clicks on a background fetch's display, and waits until the event has been handled. */
  record ClickFetch(String id) implements Action<Boolean> {
    @Override
    public TypeReference<Boolean> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<Boolean> on(Site site) {
      return registered(site)
          .thenCompose(registration -> registration.backgroundFetch().click(id))
          .thenApply(_ -> true);
    }
  }

  /** Registrations, workers and pages. */
  record ShowStatus() implements Action<SiteStatus> {
    @Override
    public TypeReference<SiteStatus> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<SiteStatus> on(Site site) {
      return site.status();
    }
  }

  /** Dispatches an event in the worker, and waits until it has been handled. */
  record Dispatch(WorkerEvent event) implements Action<DispatchResult> {
    @Override
    public TypeReference<DispatchResult> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<DispatchResult> on(Site site) {
      return site.registration()
          .thenCompose(
              found -> found.map(CompletableFuture::completedFuture).orElseGet(site::register))
          .thenCompose(registration -> registration.dispatch(event));
    }

    @Override
    public boolean follows(ObjectNode entry) {
      return true;
    }
  }

  /** Makes a request as a page does; the response is to be closed. */
  record Fetch(SiteRequest request) implements Action<SiteResponse> {
    @Override
    public TypeReference<SiteResponse> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<SiteResponse> on(Site site) {
      return site.registration()
          .thenCompose(
              found -> found.map(CompletableFuture::completedFuture).orElseGet(site::register))
          .thenCompose(_ -> site.fetch(request));
    }

    @Override
    public boolean follows(ObjectNode entry) {
      return true;
    }
  }

  private static CompletableFuture<BackgroundFetch> active(Site site, String id) {
    return registered(site).thenCompose(registration -> active(registration, id));
  }

  private static CompletableFuture<Registration> registered(Site site) {
    return site.registration()
        .thenApply(
            found ->
                found.orElseThrow(
                    () -> input("No worker is registered for " + site.origin() + " yet.")));
  }

  private static CompletableFuture<BackgroundFetch> active(Registration registration, String id) {
    return registration
        .backgroundFetch()
        .get(id)
        .thenCompose(
            found ->
                found
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(
                        () ->
                            registration
                                .backgroundFetch()
                                .list()
                                .thenApply(
                                    all -> {
                                      throw noActive(id, all);
                                    })));
  }

  private static BellhopException noActive(String id, List<BackgroundFetchInfo> all) {
    String active =
        all.stream()
            .filter(fetch -> fetch.result().isEmpty())
            .map(fetch -> "\"" + fetch.id() + "\"")
            .collect(Collectors.joining(", "));
    return input(
        "No background fetch \""
            + id
            + "\" is active; "
            + (active.isEmpty() ? "none is." : "active: " + active + "."));
  }

  /** A mistake in what was asked for. */
  static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
