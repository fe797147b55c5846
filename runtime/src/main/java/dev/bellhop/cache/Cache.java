package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.http.Body;
import dev.bellhop.store.BodyStore.StoredBody;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request response list in use. It works on after its name was deleted, as long as this object is
 * reachable. Futures fail with {@link CacheException}. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#cache-interface">Service Workers: Cache</a>
 */
public final class Cache {
  private final CacheStorage storage;
  private final long id;
  private final String name;

  Cache(CacheStorage storage, long id, String name) {
    this.storage = storage;
    this.id = id;
    this.name = name;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /**
   * The first response that the query finds, or null.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-match">Service Workers: match</a>
   */
  public CompletableFuture<@Nullable FetchResponse> match(CacheQuery query) {
    return storage.first(entries(query));
  }

  /** As {@link #match}, where memory has the answer: at once, and null where it has not. */
  public @Nullable List<FetchResponse> matchInMemory(CacheQuery query) {
    return storage.known(id, query);
  }

  /**
   * The responses that the query finds, in order. Their bodies may be read as often as one likes.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-matchall">Service Workers:
   *     matchAll</a>
   */
  public CompletableFuture<List<FetchResponse>> matchAll(CacheQuery query) {
    return storage.exposed(entries(query));
  }

  /**
   * The requests that the query finds, in order.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-keys">Service Workers: keys</a>
   */
  public CompletableFuture<List<FetchRequest>> keys(CacheQuery query) {
    return entries(query).thenApply(found -> found.stream().map(CachedEntry::request).toList());
  }

  private CompletableFuture<List<CachedEntry>> entries(CacheQuery query) {
    return storage.lookUp(
        id, query, (transaction, wider) -> storage.rows().query(transaction, id, wider));
  }

  /**
   * Stores a response in place of what the request finds. The body is read to its end first; a body
   * of the store is shared.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-put">Service Workers: put</a>
   */
  public CompletableFuture<Void> put(FetchRequest request, FetchResponse response) {
    try {
      requireCacheable(request, response);
    } catch (CacheException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (storage.log(id, name, request, response)) {
      return storage.reached();
    }
    return batch(List.of(new CacheOperation.Put(request, response))).thenApply(found -> null);
  }

  /**
   * As {@link #put}, at once, where the response is small and in memory: whether it was. What has
   * to reach the disk itself has done so when a later {@link CacheStorage#reached} completes.
   *
   * @throws CacheException where it cannot be cached
   */
  public boolean putAtOnce(FetchRequest request, FetchResponse response) {
    requireCacheable(request, response);
    return storage.log(id, name, request, response);
  }

  /**
   * Deletes what the query finds; completes with whether there was anything.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-delete">Service Workers: delete</a>
   */
  public CompletableFuture<Boolean> delete(CacheQuery query) {
    return batch(List.of(new CacheOperation.Delete(query))).thenApply(deleted -> deleted > 0);
  }

  /**
   * Does all operations or none; completes with the number of entries that were deleted by query.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#batch-cache-operations-algorithm">Service
   *     Workers: Batch Cache Operations</a>
   */
  public CompletableFuture<Integer> batch(List<CacheOperation> operations) {
    List<CompletableFuture<CacheOperation>> prepared = new ArrayList<>();
    for (CacheOperation operation : operations) {
      prepared.add(prepare(operation));
    }
    return CompletableFuture.allOf(prepared.toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            ready ->
                storage.commit(
                    new CacheBatch(
                        storage,
                        id,
                        name,
                        prepared.stream().map(CompletableFuture::join).toList())))
        .exceptionallyCompose(
            failure ->
                storage
                    .letGo(storedBodies(prepared))
                    .thenCompose(
                        done -> CompletableFuture.failedFuture(CacheException.of(failure))));
  }

  /** The bodies in files that were stored for a batch that has failed. */
  private static List<Long> storedBodies(List<CompletableFuture<CacheOperation>> prepared) {
    List<Long> stored = new ArrayList<>();
    for (CompletableFuture<CacheOperation> operation : prepared) {
      if (!operation.isCompletedExceptionally()
          && operation.join() instanceof CacheOperation.Put(var request, FetchResponse response)
          && response.body() instanceof StoredBody body
          && body.inMemory() == null) {
        stored.add(body.id());
      }
    }
    return stored;
  }

  /** Checks an operation and stores its body. */
  private CompletableFuture<CacheOperation> prepare(CacheOperation operation) {
    if (!(operation instanceof CacheOperation.Put(FetchRequest request, FetchResponse response))) {
      return CompletableFuture.completedFuture(operation);
    }
    try {
      requireCacheable(request, response);
    } catch (CacheException e) {
      return CompletableFuture.failedFuture(e);
    }
    Body body = response.body();
    if (body == null) {
      return CompletableFuture.completedFuture(operation);
    }
    return storage
        .bodies()
        .ready(body, storage.reach())
        .thenApply(stored -> new CacheOperation.Put(request, response.withBody(stored)));
  }

  /**
   * The name of the diagnostic that tells why this response to this request may not be stored, or
   * null where it may, or where there is none.
   */
  public static @Nullable String refusal(FetchRequest request, FetchResponse response) {
    if (!request.method().equals("GET")) {
      return "put-not-get";
    }
    if (isPartial(response)) {
      return "put-partial";
    }
    return variesByEverything(response) ? "put-vary-star" : null;
  }

  private static boolean isPartial(FetchResponse response) {
    return response.status() == 206 && !response.type().startsWith("opaque");
  }

  private static boolean variesByEverything(FetchResponse response) {
    return RequestMatch.variesByEverything(CachedEntry.vary(response));
  }

  /**
   * Makes sure that this response to this request may be stored, whatever its body.
   *
   * @throws CacheException a TypeError that says why not
   */
  public static void requireCacheable(FetchRequest request, FetchResponse response) {
    if (!request.url().isHttp()) {
      throw CacheException.typeError(
          "Only http and https URLs can be cached, not " + request.url().href() + ".");
    }
    if (!request.method().equals("GET")) {
      throw CacheException.typeError(
          "Only responses to GET requests can be cached, not to " + request.method() + ".");
    }
    if (isPartial(response)) {
      throw CacheException.typeError(
          "A partial response (status 206) cannot be cached; fetch it without a Range header.");
    }
    if (variesByEverything(response)) {
      throw CacheException.typeError(
          "A response with \"Vary: *\" cannot be cached: it would never match.");
    }
  }
}
