package dev.bellhop.cli.control;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheEntry;
import dev.bellhop.Caches;
import dev.bellhop.DispatchResult;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.SiteStatus;
import dev.bellhop.WorkerEvent;
import dev.bellhop.cli.display.Account.CacheSummary;
import java.nio.file.Path;
import java.util.ArrayList;
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
public sealed interface Action<R> {
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

  /** Every cache, with how much it holds. */
  record ListCaches() implements Action<List<CacheSummary>> {
    @Override
    public TypeReference<List<CacheSummary>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<CacheSummary>> on(Site site) {
      Caches caches = site.caches();
      return caches
          .names()
          .thenCompose(
              names -> {
                CompletableFuture<List<CacheSummary>> all =
                    CompletableFuture.completedFuture(new ArrayList<>());
                for (String name : names) {
                  all = all.thenCombine(summary(caches, name), ListCaches::with);
                }
                return all;
              });
    }

    private static CompletableFuture<CacheSummary> summary(Caches caches, String name) {
      return caches
          .entries(name)
          .thenApply(
              entries ->
                  new CacheSummary(
                      name, entries.size(), entries.stream().mapToLong(CacheEntry::length).sum()));
    }

    private static List<CacheSummary> with(List<CacheSummary> all, CacheSummary one) {
      all.add(one);
      return all;
    }
  }

  /** A cache's entries. */
  record ShowCache(String name) implements Action<List<CacheEntry>> {
    @Override
    public TypeReference<List<CacheEntry>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<CacheEntry>> on(Site site) {
      return existing(site, name).thenCompose(_ -> site.caches().entries(name));
    }
  }

  /**
   * Writes a cache's bodies to files; the answer is their paths.
   *
   * @param folder absolute, since the process that does it may be in another folder
   */
  record ExportCache(String name, String folder) implements Action<List<String>> {
    @Override
    public TypeReference<List<String>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<String>> on(Site site) {
      return existing(site, name)
          .thenCompose(_ -> site.caches().export(name, Path.of(folder)))
          .thenApply(files -> files.stream().map(Path::toString).toList());
    }
  }

  /** Deletes a cache. */
  record DeleteCache(String name) implements Action<Boolean> {
    @Override
    public TypeReference<Boolean> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<Boolean> on(Site site) {
      return existing(site, name).thenCompose(_ -> site.caches().delete(name));
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

  private static CompletableFuture<String> existing(Site site, String name) {
    return site.caches()
        .names()
        .thenApply(
            names -> {
              if (names.contains(name)) {
                return name;
              }
              throw input(
                  "There is no cache \""
                      + name
                      + "\"; "
                      + (names.isEmpty()
                          ? "the site has none."
                          : "there is: "
                              + names.stream()
                                  .map(other -> "\"" + other + "\"")
                                  .collect(Collectors.joining(", "))
                              + "."));
            });
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
