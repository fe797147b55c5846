package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.ORIGIN;
import static dev.bellhop.cache.Caching.caches;
import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.DataRepair;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import dev.bellhop.testing.LiveFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts that the log has and the tables have not. */
class LoggedPutTest {
  @TempDir Path temp;
  private Path folder;
  private Store store;
  private CacheStorage caches;
  private Cache cache;
  private Runnable unblock = () -> {};

  @BeforeEach
  void open() throws Exception {
    folder = temp.resolve("data");
    store = Store.open(folder, Caching.options());
    caches = caches(store, Reach.PROCESS);
    cache = get(caches.open("c"));
    Caching.useLog(store, cache);
  }

  @AfterEach
  void close() throws Exception {
    unblock.run();
    store.close();
  }

  private void blockTables() throws Exception {
    unblock = Caching.blockTables(store);
  }

  private void putAtOnce(Cache into, String url, FetchResponse response, String... headers) {
    assertThat(into.putAtOnce(request(url, headers), response)).isTrue();
  }

  private static @Nullable String match(CacheStorage from, String url, String... headers)
      throws Exception {
    return text(get(from.match(CacheQuery.of(request(url, headers)))));
  }

  private static List<String> keys(Cache of) throws Exception {
    return get(of.keys(CacheQuery.all())).stream().map(key -> key.url().path()).toList();
  }

  /** The store as it would be found if the process ended now. */
  private Path killed() throws Exception {
    Path left = temp.resolve("killed");
    new LiveFolder(folder).copyTo(left);
    return left;
  }

  private static Store reopened(Path left) throws Exception {
    return Store.open(left, Caching.options());
  }

  @Test
  void aKilledProcessHasLostNone() throws Exception {
    get(cache.put(request("/replaced"), response("old")));
    get(cache.put(request("/varies", "Accept", "text"), response("text", "Vary", "accept")));
    blockTables();
    putAtOnce(cache, "/new", response("new", "X-A", "a"));
    putAtOnce(cache, "/replaced", response("first"));
    putAtOnce(cache, "/replaced", response("second"));
    putAtOnce(cache, "/varies", response("image", "Vary", "accept"), "Accept", "image");
    putAtOnce(cache, "/empty", response("").withBody(null));
    Path left = killed();
    for (int opening = 0; opening < 2; opening++) {
      try (Store after = reopened(left)) {
        CacheStorage found = caches(after, Reach.PROCESS);
        assertThat(keys(get(found.open("c"))))
            .containsExactly("/varies", "/new", "/replaced", "/varies", "/empty");
        assertThat(match(found, "/replaced")).isEqualTo("second");
        assertThat(match(found, "/varies", "Accept", "text")).isEqualTo("text");
        assertThat(match(found, "/varies", "Accept", "image")).isEqualTo("image");
        FetchResponse whole = get(found.match(CacheQuery.of(request("/new"))));
        assertThat(whole.headers().get("X-A")).isEqualTo("a");
        assertThat(text(whole)).isEqualTo("new");
        long bodies = "secondtextimagenew".length();
        assertThat(Caching.bodyBytes(after, ORIGIN)).isEqualTo(bodies);
      }
    }
  }

  @Test
  void memoryAnswersBeforeTheTablesCan() throws Exception {
    assertThat(match(caches, "/known")).isNull();
    assertThat(get(cache.match(CacheQuery.of(request("/known"))))).isNull();
    blockTables();
    putAtOnce(cache, "/known", response("one"));
    putAtOnce(cache, "/known", response("two"));
    List<FetchResponse> found = cache.matchInMemory(CacheQuery.of(request("/known")));
    assertThat(found).hasSize(1);
    assertThat(text(found.getFirst())).isEqualTo("two");
    unblock.run();
    get(store.database().read(rows -> 0));
    assertThat(text(cache.matchInMemory(CacheQuery.of(request("/known"))).getFirst()))
        .isEqualTo("two");
  }

  @Test
  void whoeverReadsTheTablesWaitsForWhatIsLogged() throws Exception {
    blockTables();
    putAtOnce(cache, "/a", response("a"));
    CompletableFuture<FetchResponse> found = caches.match(CacheQuery.of(request("/a")));
    CompletableFuture<List<String>> all = new StoredCaches(caches).names();
    assertThat(found).isNotDone();
    unblock.run();
    assertThat(text(get(found))).isEqualTo("a");
    assertThat(get(all)).containsExactly("c");
    assertThat(keys(cache)).containsExactly("/a");
  }

  @Test
  void whatIsWrittenInBetweenKeepsItsPlace() throws Exception {
    blockTables();
    putAtOnce(cache, "/a", response("a"));
    CompletableFuture<Boolean> deleted = cache.delete(CacheQuery.of(request("/a")));
    putAtOnce(cache, "/b", response("b"));
    CompletableFuture<Boolean> gone = caches.delete("c");
    putAtOnce(cache, "/c", response("c"));
    CompletableFuture<Cache> next = caches.open("c");
    unblock.run();
    assertThat(get(deleted)).isTrue();
    assertThat(get(gone)).isTrue();
    assertThat(keys(cache)).as("a deleted cache in use works on").containsExactly("/b", "/c");
    assertThat(keys(get(next))).isEmpty();
  }

  @Test
  void whatWasPutIntoADeletedCacheGoesWithIt() throws Exception {
    get(caches.delete("c"));
    Cache next = get(caches.open("c"));
    blockTables();
    putAtOnce(cache, "/gone", response("gone"));
    putAtOnce(next, "/kept", response("kept"));
    try (Store after = reopened(killed())) {
      assertThat(keys(get(caches(after, Reach.PROCESS).open("c")))).containsExactly("/kept");
      assertThat(Caching.bodyBytes(after, ORIGIN)).isEqualTo("kept".length());
    }
  }

  @Test
  void roomIsTakenBeforeAnythingIsPromised() throws Exception {
    long used = store.buckets().estimate(ORIGIN).usage();
    get(store.buckets().use(ORIGIN, used + 30_000, Instant.EPOCH));
    blockTables();
    putAtOnce(cache, "/a", response("a".repeat(20_000)));
    assertThat(cache.putAtOnce(request("/b"), response("b".repeat(20_000)))).isFalse();
    CompletableFuture<Void> tooMuch = cache.put(request("/b"), response("b".repeat(20_000)));
    CompletableFuture<Void> instead = cache.put(request("/a"), response("c"));
    unblock.run();
    assertThatThrownBy(() -> get(tooMuch)).hasMessageContaining("quota of");
    get(instead);
    assertThat(match(caches, "/a")).isEqualTo("c");
    assertThat(Caching.bodyBytes(store, ORIGIN)).isEqualTo(1);
    assertThat(keys(cache)).containsExactly("/a");
  }

  @Test
  void puttingTheSameAgainCountsOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      putAtOnce(cache, "/a", response("same"));
      putAtOnce(cache, "/b" + i, response("same"));
    }
    get(store.database().read(rows -> 0));
    assertThat(Caching.bodyBytes(store, ORIGIN)).isEqualTo("same".length());
  }

  @Test
  void aFullLogMakesPutsWait() throws Exception {
    blockTables();
    List<CompletableFuture<Void>> puts = new ArrayList<>();
    String body = "x".repeat(30_000);
    while (puts.isEmpty() || puts.getLast().isDone()) {
      puts.add(cache.put(request("/" + puts.size()), response(body + puts.size())));
    }
    assertThat(puts).hasSizeBetween(200, 400);
    unblock.run();
    for (CompletableFuture<Void> put : puts) {
      get(put);
    }
    assertThat(keys(cache)).hasSize(puts.size());
  }

  @Test
  void manyThreadsPutAtOnce() throws Exception {
    var failed = new AtomicReference<@Nullable Throwable>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int writer = t;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 200; i++) {
                        String url = "/" + writer + "/" + i % 20;
                        get(cache.put(request(url), response(writer + " " + i)));
                        assertThat(match(caches, url)).isEqualTo(writer + " " + i);
                      }
                    } catch (Throwable e) {
                      failed.set(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failed.get()).isNull();
    assertThat(keys(cache)).hasSize(80);
  }

  @Test
  void aDamagedLogIsNamedAndSetAsideAndTheRestIsRead() throws Exception {
    blockTables();
    putAtOnce(cache, "/one", response("one"));
    putAtOnce(cache, "/two", response("the damaged one"));
    putAtOnce(cache, "/three", response("three"));
    Path left = killed();
    Path log = left.resolve("writes.log");
    byte[] bytes = Files.readAllBytes(log);
    String readable = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[readable.indexOf("the damaged one")] = 'T';
    Files.write(log, bytes);

    assertThatThrownBy(() -> reopened(left))
        .hasMessageContaining("writes.log")
        .hasMessageContaining("is damaged (write ")
        .hasMessageContaining("nothing was deleted");
    DataRepair repair = Caching.repaired(left).orElseThrow();
    assertThat(repair.damage()).startsWith("its log writes.log: write ");
    assertThat(repair.counts()).containsExactly(new DataRepair.Count("writes in the log", 2, 1L));
    assertThat(Files.readAllBytes(repair.setAside().resolve("writes.log"))).isEqualTo(bytes);
    try (Store after = reopened(left)) {
      assertThat(keys(get(caches(after, Reach.PROCESS).open("c"))))
          .containsExactly("/one", "/three");
    }
    assertThat(Caching.repaired(left)).isEmpty();
  }

  @Test
  void aStrictPutWaitsForTheDiskAndNotForTheTables() throws Exception {
    store.close();
    var allowed = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    store =
        Store.open(
            folder,
            Caching.options()
                .withSync(
                    (file, channel) -> {
                      if (file.endsWith("writes.log")) {
                        asked.countDown();
                        await(allowed);
                      }
                    }));
    CacheStorage caches = caches(store, Reach.DISK);
    Cache strict = get(caches.open("c"));
    blockTables();
    CompletableFuture<Void> put = strict.put(request("/a"), response("a"));
    await(asked);
    assertThat(put).isNotDone();
    putAtOnce(strict, "/b", response("b"));
    CompletableFuture<Void> reached = caches.reached();
    assertThat(reached).isNotDone();
    allowed.countDown();
    get(put);
    get(reached);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
