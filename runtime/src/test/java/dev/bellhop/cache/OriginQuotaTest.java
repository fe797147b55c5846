package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.HostClock;
import dev.bellhop.SystemHostClock;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the caches of several origins in one store count for, and which of them are evicted. */
class OriginQuotaTest {
  private static final String A = "https://a.test";
  private static final String B = "https://b.test";
  private static final String C = "https://c.test";
  private static final HostClock CLOCK = new SystemHostClock();

  @TempDir Path folder;
  private final List<String> evicted = new ArrayList<>();
  private Store store;

  @BeforeEach
  void open() throws IOException {
    open(Caching.options());
  }

  private void open(StoreOptions options) throws IOException {
    store = Store.open(folder, options);
    store.buckets().onEviction((origin, bytes) -> told(origin + " " + bytes));
  }

  private void told(String eviction) {
    synchronized (evicted) {
      evicted.add(eviction);
      evicted.notifyAll();
    }
  }

  private List<String> awaitEvictions(int count) throws InterruptedException {
    synchronized (evicted) {
      while (evicted.size() < count) {
        evicted.wait(20_000);
      }
      return List.copyOf(evicted);
    }
  }

  private void reopen(StoreOptions options) throws IOException {
    store.close();
    open(options);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private CacheStorage caches(String origin) {
    return new CacheStorage(
        origin, store.database(), store.bodies().of(origin), Reach.PROCESS, CLOCK, event -> {});
  }

  private void use(String origin, long quota, int second) throws Exception {
    get(store.buckets().use(origin, quota, Instant.ofEpochSecond(second)));
  }

  private long usage(String origin) {
    return store.buckets().estimate(origin).usage();
  }

  private long bodyBytes(String origin) throws Exception {
    return Caching.bodyBytes(store, origin);
  }

  private Cache cache(String origin, String name) throws Exception {
    return get(caches(origin).open(name));
  }

  private static FetchResponse bytes(int count) {
    return response("x".repeat(count));
  }

  private static CacheException failure(CompletableFuture<?> future) throws Exception {
    try {
      get(future);
    } catch (ExecutionException e) {
      return (CacheException) e.getCause();
    }
    throw new AssertionError("did not fail");
  }

  @Test
  void eachOriginHasItsOwnQuota() throws Exception {
    use(A, 151_000, 1);
    use(B, 51_000, 1);
    get(cache(A, "films").put(request("/1"), bytes(100_000)));
    get(cache(B, "films").put(request("/1"), bytes(50_000)));
    CacheException full = failure(cache(B, "films").put(request("/2"), bytes(1_000)));
    assertThat(full.errorName()).isEqualTo("QuotaExceededError");
    assertThat(full)
        .hasMessage(
            "The quota of 51,000 bytes for https://b.test is used up:"
                + " delete caches or allow more.");
    assertThat(failure(cache(A, "films").put(request("/2"), bytes(60_000))).errorName())
        .isEqualTo("QuotaExceededError");
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    assertThat(bodyBytes(B)).isEqualTo(50_000);
    assertThat(store.buckets().estimate(B).quota()).isEqualTo(51_000);
    assertThat(store.buckets().room(A)).isBetween(50_000L, 51_000L);
  }

  @Test
  void aBodyWithSeveralEntriesCountsOnceUntilTheLastIsGone() throws Exception {
    Cache films = cache(A, "films");
    get(films.put(request("/1"), bytes(100_000)));
    FetchResponse found = Objects.requireNonNull(get(films.match(CacheQuery.of(request("/1")))));
    Cache other = cache(A, "other");
    get(other.put(request("/2"), found));
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    get(films.delete(CacheQuery.of(request("/1"))));
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    reopen(Caching.options());
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    get(cache(A, "other").delete(CacheQuery.of(request("/2"))));
    assertThat(bodyBytes(A)).isZero();
  }

  @Test
  void anotherOriginThatGetsABodyHasItsOwnCopyOfIt() throws Exception {
    Cache films = cache(A, "films");
    get(films.put(request("/1"), bytes(100_000)));
    FetchResponse found = Objects.requireNonNull(get(films.match(CacheQuery.of(request("/1")))));
    get(cache(B, "films").put(request("/1"), found));
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    assertThat(bodyBytes(B)).isEqualTo(100_000);
    get(caches(A).delete("films"));
    Cache ofB = cache(B, "films");
    FetchResponse left = Objects.requireNonNull(get(ofB.match(CacheQuery.of(request("/1")))));
    assertThat(Caching.text(left)).hasSize(100_000);
  }

  @Test
  void whatIsDeletedMakesRoomAtOnceThoughItIsStillBeingRead() throws Exception {
    use(A, 101_000, 1);
    Cache films = cache(A, "films");
    get(films.put(request("/1"), bytes(100_000)));
    FetchResponse kept = Objects.requireNonNull(get(films.match(CacheQuery.of(request("/1")))));
    get(films.delete(CacheQuery.of(request("/1"))));
    assertThat(bodyBytes(A)).isZero();
    get(films.put(request("/2"), bytes(40_000)));
    assertThat(Caching.text(kept)).hasSize(100_000);
    // It has to fit again to come back.
    assertThat(failure(films.put(request("/1"), kept)).errorName()).isEqualTo("QuotaExceededError");
    get(films.delete(CacheQuery.of(request("/2"))));
    get(films.put(request("/1"), kept));
    assertThat(bodyBytes(A)).isEqualTo(100_000);
  }

  @Test
  void aDeletedCacheMakesRoomThoughAScriptStillHasIt() throws Exception {
    use(A, 101_000, 1);
    CacheStorage caches = caches(A);
    Cache films = get(caches.open("films"));
    get(films.put(request("/1"), bytes(100_000)));
    get(caches.delete("films"));
    assertThat(usage(A)).isZero();
    get(films.put(request("/2"), response("")));
    get(films.delete(CacheQuery.of(request("/2"))));
    assertThat(usage(A)).as("what a deleted cache holds counts no more").isZero();
    Cache next = get(caches.open("films"));
    FetchResponse doomed = Objects.requireNonNull(get(films.match(CacheQuery.of(request("/1")))));
    get(next.put(request("/1"), doomed));
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    reopen(Caching.options());
    assertThat(bodyBytes(A)).isEqualTo(100_000);
  }

  @Test
  void aFailedBatchCountsForNothing() throws Exception {
    use(A, 101_000, 1);
    Cache films = cache(A, "films");
    failure(
        films.batch(
            List.of(
                new CacheOperation.Put(request("/1"), bytes(60_000)),
                new CacheOperation.Put(request("/2"), bytes(60_000)))));
    get(films.put(request("/3"), bytes(100_000)));
    assertThat(bodyBytes(A)).isEqualTo(100_000);
  }

  @Test
  void namesAndUrlsAndHeadersCount() throws Exception {
    CacheStorage caches = caches(A);
    Cache films = get(caches.open("films"));
    long named = usage(A);
    assertThat(named).isEqualTo("films".length());
    FetchRequest request = request("/" + "u".repeat(10_000), "X-A", "h".repeat(20_000));
    get(films.put(request, response("", "X-B", "r".repeat(30_000))));
    long full = usage(A);
    assertThat(full).as("the URL is stored twice").isBetween(70_000L, 71_000L);
    get(films.put(request, response("", "X-B", "r".repeat(30_000))));
    assertThat(usage(A)).isEqualTo(full);
    reopen(Caching.options());
    assertThat(usage(A)).isEqualTo(full);
    films = cache(A, "films");
    get(films.delete(CacheQuery.of(request)));
    assertThat(usage(A)).isEqualTo(named);

    use(A, 60_000, 1);
    assertThat(failure(films.put(request, response("", "X-B", "r".repeat(30_000)))).errorName())
        .isEqualTo("QuotaExceededError");
    assertThat(failure(caches(A).open("n".repeat(60_000))).errorName())
        .isEqualTo("QuotaExceededError");
    assertThat(get(caches(A).keys())).containsExactly("films");
    assertThat(usage(A)).isEqualTo(named);
    get(caches(A).delete("films"));
    assertThat(usage(A)).isZero();
  }

  @Test
  void thoseNotUsedForLongestAreEvictedAsAWhole() throws Exception {
    filled(Caching.options());
    get(store.buckets().persist(A));
    reopen(Caching.options().withLimit(350_000));
    use("https://new.test", Long.MAX_VALUE, 9);
    Cache films = cache("https://new.test", "films");
    get(films.put(request("/1"), bytes(100_000)));
    assertThat(awaitEvictions(1)).singleElement().asString().startsWith(B + " 100");
    assertThat(get(caches(A).has("films"))).isTrue();
    assertThat(get(caches(B).has("films"))).isFalse();
    assertThat(get(caches(C).has("films"))).isTrue();
    reopen(Caching.options());
    assertThat(bodyBytes(A)).isEqualTo(100_000);
    assertThat(bodyBytes(B)).isZero();
    assertThat(bodyBytes(C)).isEqualTo(100_000);
    assertThat(store.buckets().persisted(A)).isTrue();
    assertThat(store.buckets().persisted(B)).isFalse();
  }

  @Test
  void nothingIsEvictedWhereThatWouldNotHelp() throws Exception {
    filled(Caching.options());
    reopen(Caching.options().withLimit(320_000));
    use(A, Long.MAX_VALUE, 8);
    CacheException full = failure(cache(A, "films").put(request("/2"), bytes(300_000)));
    assertThat(full)
        .hasMessageStartingWith("The storage limit of 320,000 bytes for all sites is used up");
    assertThat(get(caches(B).has("films"))).isTrue();
    assertThat(get(caches(C).has("films"))).isTrue();
    assertThat(store.buckets().room(A)).isBetween(219_000L, 220_000L);
  }

  @Test
  void aLowerLimitHoldsFromTheNextOpeningOnButNotForSitesThatAreOpen() throws Exception {
    filled(Caching.options());
    reopen(Caching.options().withLimit(150_000));
    use(B, Long.MAX_VALUE, 8);
    assertThat(awaitEvictions(2))
        .extracting(eviction -> eviction.replaceFirst(" 100\\d{3}$", ""))
        .containsExactlyInAnyOrder(A, C);
    assertThat(bodyBytes(B)).isEqualTo(100_000);
    use(A, Long.MAX_VALUE, 9);
    assertThat(get(caches(A).keys())).isEmpty();
  }

  /** A, B and C with 100,000 bytes each, in the order of their last use. */
  private void filled(StoreOptions options) throws Exception {
    reopen(options);
    int second = 1;
    for (String origin : List.of(A, B, C)) {
      use(origin, Long.MAX_VALUE, second++);
      get(cache(origin, "films").put(request("/1"), bytes(100_000)));
    }
  }
}
