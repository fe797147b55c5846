package dev.bellhop.cache;

import dev.bellhop.Explanation;
import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.ResourcePolicy;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.BucketKey;
import dev.bellhop.store.Database;
import dev.bellhop.store.Reach;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An origin's name to cache map. One object for each origin and store. Futures fail with {@link
 * CacheException}; they complete on threads of the store, which must not be blocked. Safe from any
 * thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#cachestorage-interface">Service Workers:
 *     CacheStorage</a>
 */
public final class CacheStorage {
  private static final List<Long> NOTHING = List.of();

  private final String origin;
  private final Database database;
  private final BodyStore bodies;
  private final Reach reach;
  private final HostClock clock;
  private final Consumer<TraceEvent> trace;
  private final CacheRows rows;
  private final HotEntries hot;
  private final CacheHandles handles;

  /** The entries without their bodies that the trace was told of. */
  private final Set<Long> lost;

  /**
   * The caches of an origin.
   *
   * @param reach what a change has survived when its future completes
   * @param trace is told what happens to them
   */
  public CacheStorage(
      String origin,
      Database database,
      BodyStore bodies,
      Reach reach,
      HostClock clock,
      Consumer<TraceEvent> trace) {
    this(BucketKey.defaultOf(origin), database, bodies, reach, clock, trace);
  }

  /** The caches of a bucket, as those of an origin. */
  CacheStorage(
      BucketKey bucket,
      Database database,
      BodyStore bodies,
      Reach reach,
      HostClock clock,
      Consumer<TraceEvent> trace) {
    this.origin = bucket.origin();
    this.database = database;
    this.bodies = bodies;
    this.reach = reach;
    this.clock = clock;
    this.trace = trace;
    this.rows = new CacheRows(bucket.text(), bodies);
    this.hot = new HotEntries();
    this.handles = new CacheHandles(this::removeDoomed);
    this.lost = ConcurrentHashMap.newKeySet();
  }

  private CacheStorage(CacheStorage same, Consumer<TraceEvent> trace) {
    this.origin = same.origin;
    this.database = same.database;
    this.bodies = same.bodies;
    this.reach = same.reach;
    this.clock = same.clock;
    this.trace = trace;
    this.rows = same.rows;
    this.hot = same.hot;
    this.handles = same.handles;
    this.lost = same.lost;
  }

  /** The cache of this name, which is created where it is missing. */
  public CompletableFuture<Cache> open(String name) {
    record Opened(Cache cache, boolean created) {}
    // A write even where the cache is there: a deletion comes before or after, never between.
    return named(
        write(
                transaction -> {
                  Long found = rows.findCache(transaction, name);
                  long id =
                      found == null
                          ? rows.counted(transaction, () -> rows.insertCache(transaction, name))
                          : found;
                  return new Opened(handle(id, name), found == null);
                })
            .thenApply(
                opened -> {
                  if (opened.created()) {
                    report(new TraceEvent.CacheOpened(name));
                  }
                  return opened.cache();
                }));
  }

  /** The cache of this name, or null. */
  CompletableFuture<@Nullable Cache> find(String name) {
    return named(
        database.<@Nullable Cache>write(
            transaction -> {
              Long found = rows.findCache(transaction, name);
              return found == null ? null : handle(found, name);
            }));
  }

  private Cache handle(long id, String name) {
    var cache = new Cache(this, id, name);
    handles.add(id, cache);
    return cache;
  }

  /** Whether there is a cache of this name. */
  public CompletableFuture<Boolean> has(String name) {
    return named(database.read(transaction -> rows.findCache(transaction, name) != null));
  }

  /** The names, in the order of creation. */
  public CompletableFuture<List<String>> keys() {
    return named(database.read(rows::names));
  }

  /** Deletes a cache; completes with whether there was one. Its objects in use work on. */
  public CompletableFuture<Boolean> delete(String name) {
    return named(
        database
            .<@Nullable List<Long>>write(
                transaction -> {
                  Long id = rows.findCache(transaction, name);
                  if (id == null) {
                    return null;
                  }
                  return rows.counted(
                      transaction,
                      () ->
                          handles.doom(id)
                              ? rows.doomCache(transaction, id)
                              : rows.deleteCache(transaction, id));
                })
            .thenCompose(
                freed -> {
                  if (freed == null) {
                    return CompletableFuture.completedFuture(false);
                  }
                  hot.allChanged();
                  report(new TraceEvent.CacheDeleted(name));
                  return letGo(freed).thenApply(done -> true);
                }));
  }

  /**
   * Gives up bodies that an entry referred to. Completes when there is room in their place: who
   * deletes something may want to store something else next.
   */
  CompletableFuture<Void> letGo(List<Long> freed) {
    // What fails is done at the next opening.
    return bodies.release(freed).exceptionally(failure -> null);
  }

  /** The last object for a deleted cache is gone. */
  private void removeDoomed(long id) {
    database
        .write(
            transaction ->
                rows.isDoomed(transaction, id) ? rows.deleteCache(transaction, id) : NOTHING)
        .thenCompose(bodies::release)
        .exceptionally(closed -> null); // The next opening of the store removes it.
  }

  /**
   * The first response that the query finds in any cache, in the order of their creation, or null.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#cache-storage-match">Service Workers:
   *     match</a>
   */
  public CompletableFuture<@Nullable FetchResponse> match(CacheQuery query) {
    FetchRequest request = query.request();
    if (request == null) {
      throw new IllegalArgumentException("a query without a request");
    }
    return first(
        lookUp(
                HotEntries.ALL_CACHES,
                query,
                (transaction, wider) -> rows.queryAll(transaction, wider, request))
            .thenApply(CacheStorage::inFirstCache));
  }

  /** As {@link #match(CacheQuery)}, in the cache of this name; null where there is none. */
  public CompletableFuture<@Nullable FetchResponse> match(String name, CacheQuery query) {
    return find(name)
        .thenCompose(
            cache ->
                cache == null
                    ? CompletableFuture.<@Nullable FetchResponse>completedFuture(null)
                    : cache.match(query));
  }

  /** How to read the entries that a query finds. */
  @FunctionalInterface
  interface Lookup {
    List<CachedEntry> run(Transaction transaction, CacheQuery query) throws StoreException;
  }

  /** Answers from memory or from the rows. */
  CompletableFuture<List<CachedEntry>> lookUp(long cache, CacheQuery query, Lookup lookup) {
    FetchRequest request = query.request();
    if (request == null) {
      return named(database.read(transaction -> readable(lookup.run(transaction, query))));
    }
    List<CachedEntry> kept = hot.get(cache, request, query.ignoreSearch());
    if (kept != null) {
      return CompletableFuture.completedFuture(matching(kept, query));
    }
    long version = hot.version();
    return named(
        database
            .read(transaction -> readable(lookup.run(transaction, query.withoutVary())))
            .thenApply(
                entries -> {
                  hot.keep(cache, request, query.ignoreSearch(), entries, version);
                  return matching(entries, query);
                }));
  }

  /** Those whose bodies are there: to a script a damaged entry is missing. */
  private List<CachedEntry> readable(List<CachedEntry> entries) {
    List<CachedEntry> readable = new ArrayList<>(entries.size());
    for (CachedEntry entry : entries) {
      if (!entry.lacksBody()) {
        readable.add(entry);
      } else if (lost.add(entry.id())) {
        report(Explanation.diagnostic("cached-body-lost", null, Map.of("url", entry.url())));
      }
    }
    return readable;
  }

  private static List<CachedEntry> matching(List<CachedEntry> entries, CacheQuery query) {
    // No streams here: a script's match() waits for this.
    List<CachedEntry> found = new ArrayList<>(entries.size());
    for (CachedEntry entry : entries) {
      if (entry.matches(query)) {
        found.add(entry);
      }
    }
    return found;
  }

  /** As {@link #match}, where memory has the answer: at once, and null where it has not. */
  public @Nullable List<FetchResponse> matchInMemory(CacheQuery query) {
    return known(HotEntries.ALL_CACHES, query);
  }

  /** Those of the first cache that has any: what later ones hold is not looked at. */
  private static List<CachedEntry> inFirstCache(List<CachedEntry> entries) {
    return entries.stream()
        .takeWhile(entry -> entry.cache() == entries.getFirst().cache())
        .toList();
  }

  /** The responses that a query finds, where memory has them. */
  @Nullable List<FetchResponse> known(long cache, CacheQuery query) {
    FetchRequest request = query.request();
    if (request == null) {
      return null;
    }
    List<CachedEntry> kept = hot.get(cache, request, query.ignoreSearch());
    return kept == null ? null : exposed(matching(kept, query));
  }

  CompletableFuture<@Nullable FetchResponse> first(CompletableFuture<List<CachedEntry>> entries) {
    return exposed(entries).thenApply(found -> found.isEmpty() ? null : found.getFirst());
  }

  /**
   * The responses as this origin may have them.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check">Fetch:
   *     cross-origin resource policy check</a>
   */
  CompletableFuture<List<FetchResponse>> exposed(CompletableFuture<List<CachedEntry>> entries) {
    return named(entries.thenApply(this::exposed));
  }

  private List<FetchResponse> exposed(List<CachedEntry> entries) {
    List<FetchResponse> responses = new ArrayList<>(entries.size());
    for (CachedEntry entry : entries) {
      checkResourcePolicy(entry.response());
      responses.add(entry.response());
    }
    return responses;
  }

  private void checkResourcePolicy(FetchResponse response) {
    if (!response.type().equals("opaque") || response.urlList().isEmpty()) {
      return;
    }
    Url url = response.urlList().getLast();
    String refusal =
        ResourcePolicy.refusal("The cached response of " + url, response.headers(), origin, url);
    if (refusal != null) {
      throw CacheException.typeError(refusal + ".");
    }
  }

  static <T extends @Nullable Object> CompletableFuture<T> named(CompletableFuture<T> future) {
    return future.exceptionally(
        failure -> {
          throw new CompletionException(CacheException.of(failure));
        });
  }

  /** Runs a batch in a transaction that reaches as far as this origin's caches promise. */
  CompletableFuture<Integer> commit(CacheBatch batch) {
    return write(batch::run);
  }

  private <T extends @Nullable Object> CompletableFuture<T> write(Database.Work<T> work) {
    return reach == Reach.DISK ? database.writeSynced(work) : database.write(work);
  }

  /** Puts a small response by way of the log; false where that cannot be: nothing was done then. */
  boolean log(long cache, String name, FetchRequest request, FetchResponse response) {
    LoggedPut put = LoggedPut.of(this, cache, name, request, response);
    if (put == null) {
      return false;
    }
    if (!database.log(put, reach)) {
      put.giveUp();
      return false;
    }
    report(put.entry().told(name));
    return true;
  }

  /** Whether what was put at once has to reach the disk itself before anybody hears of it. */
  public boolean waitsForDisk() {
    return reach == Reach.DISK;
  }

  /** Completes when what was put at once before has reached as far as these caches promise. */
  public CompletableFuture<Void> reached() {
    return waitsForDisk() ? named(database.syncLog()) : CompletableFuture.completedFuture(null);
  }

  /**
   * As {@link #reached}, on this thread, which waits for the disk; null where that has not been
   * quick lately.
   */
  public @Nullable CompletableFuture<Void> reachedHere() {
    if (!waitsForDisk()) {
      return reached();
    }
    CompletableFuture<Void> synced = database.syncLogHere();
    return synced == null ? null : named(synced);
  }

  Reach reach() {
    return reach;
  }

  /** The same caches, of which no trace tells. */
  CacheStorage untold() {
    return new CacheStorage(this, event -> {});
  }

  String origin() {
    return origin;
  }

  HostClock clock() {
    return clock;
  }

  Database database() {
    return database;
  }

  BodyStore bodies() {
    return bodies;
  }

  CacheRows rows() {
    return rows;
  }

  HotEntries hot() {
    return hot;
  }

  long now() {
    return clock.now().toEpochMilli();
  }

  void report(TraceEvent event) {
    trace.accept(event);
  }
}
