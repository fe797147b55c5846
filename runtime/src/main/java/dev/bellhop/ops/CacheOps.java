package dev.bellhop.ops;

import dev.bellhop.cache.Cache;
import dev.bellhop.cache.CacheException;
import dev.bellhop.cache.CacheOperation;
import dev.bellhop.cache.CacheQuery;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.Causes;
import dev.bellhop.store.StoreException;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/** What {@code caches} and Cache objects ask of the host, for one realm. */
public final class CacheOps {
  private static final int KEPT_REQUESTS = 2000;
  private static final int LONGEST_KEPT = 500;

  /** Instead of a group's number: there is nothing to wait for. */
  private static final int DONE = 0;

  private final Realm realm;
  private final Url location;
  private final String origin;
  private final CacheStorage caches;
  private final AtOnce atOnce = new AtOnce();

  /** Puts that wait for the disk together. */
  private record Group(int number, CompletableFuture<Void> reached) {}

  /** The last one. */
  private Group group = new Group(DONE, CompletableFuture.completedFuture(null));

  /** Whether puts can join it: those of the turn of the script in which it began. */
  private boolean joining;

  /** By the text that a script lately gave: it asks for few URLs again and again. */
  private final Map<String, FetchRequest> requests =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FetchRequest> eldest) {
          return size() > KEPT_REQUESTS;
        }
      };

  /** For one realm, with the caches of its origin. */
  public CacheOps(Realm realm, CacheStorage caches) {
    this.realm = realm;
    this.location = realm.settings().location();
    this.origin = location.origin();
    this.caches = caches;
  }

  /** What finds everything. */
  @HostAccess.Export
  public CacheQuery queryForAll() {
    return CacheQuery.all();
  }

  /** What to look for: a request's URL and headers, an array of names and values. */
  @HostAccess.Export
  public CacheQuery queryFor(String url, Value headers, boolean ignoreSearch, boolean ignoreVary) {
    FetchRequest request =
        FetchRequest.to(Messages.url(url), origin).headers(Messages.headers(headers)).build();
    return new CacheQuery(request, ignoreSearch, ignoreVary);
  }

  /** What to look for: a URL; null where no request can be made for it. */
  @HostAccess.Export
  public @Nullable CacheQuery queryForUrl(String text, boolean ignoreSearch, boolean ignoreVary) {
    FetchRequest request = requestFor(text);
    return request == null ? null : new CacheQuery(request, ignoreSearch, ignoreVary);
  }

  /** The request that a script's Request for this URL stands for; null where there is none. */
  @HostAccess.Export
  public @Nullable FetchRequest requestFor(String text) {
    FetchRequest lately = requests.get(text);
    if (lately != null) {
      return lately;
    }
    Url url = Url.parse(text, location);
    if (url == null || url.includesCredentials()) {
      return null;
    }
    FetchRequest request = FetchRequest.to(url, origin).clientUrl(location).build();
    if (text.length() <= LONGEST_KEPT) {
      requests.put(text, request);
    }
    return request;
  }

  /** Opens or creates a cache: a Cache. */
  @HostAccess.Export
  public void open(String name, Value done) {
    settle(caches.open(name), done);
  }

  /** Whether there is a cache of this name. */
  @HostAccess.Export
  public void has(String name, Value done) {
    settle(caches.has(name), done);
  }

  /** Deletes a cache: whether there was one. */
  @HostAccess.Export
  public void deleteCache(String name, Value done) {
    settle(caches.delete(name), done);
  }

  /** The names of the caches, in an array. */
  @HostAccess.Export
  public void names(Value done) {
    settleList(caches.keys(), done);
  }

  /** The first match in any cache: a FetchResponse or null. */
  @HostAccess.Export
  public void matchAnywhere(CacheQuery query, Value done) {
    settle(caches.match(query), done);
  }

  /** The first match in the cache of this name: a FetchResponse or null. */
  @HostAccess.Export
  public void matchIn(String name, CacheQuery query, Value done) {
    settle(caches.match(name, query), done);
  }

  /**
   * The first match in a cache, or in any for null, where memory has it: a FetchResponse, false for
   * none. Null stands for what only the long way can tell, failures among it.
   */
  @HostAccess.Export
  public @Nullable Object matchInMemory(@Nullable Cache cache, CacheQuery query) {
    if (!atOnce.may()) {
      return null;
    }
    try {
      List<FetchResponse> found =
          cache == null ? caches.matchInMemory(query) : cache.matchInMemory(query);
      if (found == null) {
        return null;
      }
      return found.isEmpty() ? Boolean.FALSE : found.getFirst();
    } catch (CacheException e) {
      return null;
    }
  }

  /** As {@link #matchInMemory}, for a URL. */
  @HostAccess.Export
  public @Nullable Object urlInMemory(
      @Nullable Cache cache, String text, boolean ignoreSearch, boolean ignoreVary) {
    CacheQuery query = queryForUrl(text, ignoreSearch, ignoreVary);
    return query == null ? null : matchInMemory(cache, query);
  }

  /** The first match: a FetchResponse or null. */
  @HostAccess.Export
  public void match(Cache cache, CacheQuery query, Value done) {
    settle(cache.match(query), done);
  }

  /** All matches: FetchResponses in an array. */
  @HostAccess.Export
  public void matchAll(Cache cache, CacheQuery query, Value done) {
    settleList(cache.matchAll(query), done);
  }

  /** The requests of all matches: FetchRequests in an array. */
  @HostAccess.Export
  public void requests(Cache cache, CacheQuery query, Value done) {
    settleList(cache.keys(query), done);
  }

  /** Throws where the response to this request cannot be cached; bodies do not matter. */
  @HostAccess.Export
  public void requireCacheable(FetchRequest request, FetchResponse response) {
    try {
      Cache.requireCacheable(request, response);
    } catch (CacheException e) {
      throw named(e);
    }
  }

  /**
   * The name of the diagnostic about the response to this request, which {@link #requireCacheable}
   * throws for, or null.
   */
  @HostAccess.Export
  public @Nullable String refusal(FetchRequest request, FetchResponse response) {
    return Cache.refusal(request, response);
  }

  /** Whether scripts see nothing of the response. */
  @HostAccess.Export
  public boolean isOpaque(FetchResponse response) {
    return response.type().startsWith("opaque");
  }

  /** As {@link #requireCacheable}, and throws for a status that add() does not take. */
  @HostAccess.Export
  public void requireAddable(FetchRequest request, FetchResponse response) {
    String url = request.url().href();
    if (isOpaque(response)) {
      throw new OpException(
          "TypeError",
          "The response of " + url + " is opaque, so its status is not known; put() takes it.");
    }
    if (!response.ok() || response.status() == 206) {
      throw new OpException(
          "TypeError",
          "The response of " + url + " has status " + response.status() + ", which is not added.");
    }
    requireCacheable(request, response);
  }

  /**
   * As {@link #put}, at once where the body is small and in memory: null where the long way has to
   * be gone. Throws where the response cannot be cached.
   *
   * @return 0 where it is done, or the number of the group of puts that wait for the disk together
   */
  @HostAccess.Export
  public @Nullable Integer putAtOnce(
      Cache cache, FetchRequest request, FetchResponse response, @Nullable Body body) {
    boolean waits = caches.waitsForDisk();
    if (!waits && !atOnce.may()) {
      return null;
    }
    try {
      if (!cache.putAtOnce(request, response.withBody(body))) {
        return null;
      }
      return waits ? joined() : DONE;
    } catch (CacheException e) {
      throw named(e);
    }
  }

  /**
   * What a script puts in one turn waits for the disk together: fewer and larger groups cost less
   * than a disk that begins with the first of them.
   */
  private int joined() {
    if (!joining) {
      joining = true;
      CompletableFuture<Void> reached =
          CompletableFuture.supplyAsync(this::gathered, realm::post).thenCompose(disk -> disk);
      group = new Group(group.number() + 1, reached);
    }
    return group.number();
  }

  private CompletableFuture<Void> gathered() {
    joining = false;
    CompletableFuture<Void> here = realm.whileIdle(caches::reachedHere);
    return here == null ? caches.reached() : here;
  }

  /** Calls back when the last group of puts has reached the disk. */
  @HostAccess.Export
  public void groupReached(Value done) {
    settle(group.reached(), done);
  }

  /** Stores a response when its body has been read to the end. */
  @HostAccess.Export
  public void put(Cache cache, FetchRequest request, FetchResponse response, Value done) {
    settle(cache.put(request, response), done);
  }

  /** Stores all responses, in the order of their requests, or none. */
  @HostAccess.Export
  public void addAll(Cache cache, Value requests, Value responses, Value done) {
    List<CacheOperation> operations = new ArrayList<>();
    for (long i = 0; i < requests.getArraySize(); i++) {
      operations.add(
          new CacheOperation.Put(
              requests.getArrayElement(i).<FetchRequest>asHostObject(),
              responses.getArrayElement(i).<FetchResponse>asHostObject()));
    }
    settle(cache.batch(operations).thenApply(deleted -> null), done);
  }

  /** Deletes all matches: whether there was one. */
  @HostAccess.Export
  public void deleteEntries(Cache cache, CacheQuery query, Value done) {
    settle(cache.delete(query), done);
  }

  private <T extends @Nullable Object> void settle(CompletableFuture<T> future, Value done) {
    realm.settle(named(future), done, value -> value);
  }

  private <T> void settleList(CompletableFuture<List<T>> future, Value done) {
    realm.settle(named(future), done, list -> ProxyArray.fromArray(list.toArray()));
  }

  private static <T extends @Nullable Object> CompletableFuture<T> named(
      CompletableFuture<T> future) {
    return future.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(named(Causes.of(failure))));
  }

  private static Throwable named(Throwable cause) {
    return switch (cause) {
      case CacheException failure -> named(failure);
      case StoreException failure when failure.kind() == StoreException.Kind.FULL ->
          new OpException("QuotaExceededError", "There is no room left to store this.");
      default -> cause;
    };
  }

  private static OpException named(CacheException failure) {
    return new OpException(failure.errorName(), String.valueOf(failure.getMessage()));
  }
}
