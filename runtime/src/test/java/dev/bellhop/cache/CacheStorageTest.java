package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.store.Reach;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheStorageTest {
  @TempDir Path folder;
  private Caching caching;
  private CacheStorage caches;

  @BeforeEach
  void open() throws Exception {
    caching = new Caching(folder, Caching.options());
    caches = caching.caches;
  }

  @AfterEach
  void close() throws Exception {
    caching.close();
  }

  private static CacheQuery query(String url) {
    return CacheQuery.of(request(url));
  }

  @Test
  void keepsNamesInTheOrderOfCreation() throws Exception {
    for (String name : new String[] {"z", "a", "", "z"}) {
      get(caches.open(name));
    }
    assertThat(get(caches.keys())).containsExactly("z", "a", "");
    assertThat(get(caches.has(""))).isTrue();
    assertThat(get(caches.has("b"))).isFalse();
    assertThat(get(caches.delete("z"))).isTrue();
    assertThat(get(caches.delete("z"))).isFalse();
    get(caches.open("z"));
    assertThat(get(caches.keys())).containsExactly("a", "", "z");
    assertThat(caching.trace)
        .containsExactly(
            new TraceEvent.CacheOpened("z"),
            new TraceEvent.CacheOpened("a"),
            new TraceEvent.CacheOpened(""),
            new TraceEvent.CacheDeleted("z"),
            new TraceEvent.CacheOpened("z"));
  }

  @Test
  void matchesInTheFirstCacheThatHasIt() throws Exception {
    Cache first = get(caches.open("first"));
    Cache second = get(caches.open("second"));
    get(second.put(request("/a"), response("2")));
    assertThat(text(get(caches.match(query("/a"))))).isEqualTo("2");
    get(first.put(request("/a"), response("1")));
    assertThat(text(get(caches.match(query("/a"))))).isEqualTo("1");
    assertThat(text(get(caches.match("second", query("/a"))))).isEqualTo("2");
    assertThat(get(caches.match("third", query("/a")))).isNull();
    get(caches.delete("first"));
    assertThat(text(get(caches.match(query("/a"))))).isEqualTo("2");
  }

  @Test
  void aDeletedCacheWorksOnWhileItIsInUse() throws Exception {
    Cache old = get(caches.open("c"));
    get(old.put(request("/a"), response("old")));
    get(caches.delete("c"));
    get(old.put(request("/b"), response("still")));
    assertThat(text(get(old.match(query("/a"))))).isEqualTo("old");
    assertThat(text(get(old.match(query("/b"))))).isEqualTo("still");
    assertThat(get(caches.match(query("/b")))).isNull();
    Cache fresh = get(caches.open("c"));
    assertThat(get(fresh.keys(CacheQuery.all()))).isEmpty();

    caching.close();
    caching = new Caching(folder);
    long left =
        get(
            caching
                .store
                .database()
                .read(
                    transaction ->
                        transaction.number(
                            "SELECT (SELECT count(*) FROM cache_entry) + (SELECT count(*) FROM body)",
                            -1)));
    assertThat(left).as("rows of the deleted cache after the next opening").isZero();
  }

  @Test
  void originsHaveCachesOfTheirOwn() throws Exception {
    Cache mine = get(caches.open("c"));
    get(mine.put(request("/a"), response("mine")));
    CacheStorage others =
        new CacheStorage(
            "https://other.test",
            caching.store.database(),
            caching.store.bodies(),
            Reach.PROCESS,
            caching.clock,
            event -> {});
    assertThat(get(others.keys())).isEmpty();
    assertThat(get(others.match(query("/a")))).isNull();
    assertThat(get(others.delete("c"))).isFalse();
    assertThat(get(caches.has("c"))).isTrue();
  }

  @Test
  void aResolvedPutIsThereInTheNextProcess() throws Exception {
    Cache cache = get(caches.open("c"));
    get(cache.put(request("/small"), response("small")));
    get(cache.put(request("/large"), response("l".repeat(500_000))));
    caching.close();
    caching = new Caching(folder);
    assertThat(text(get(caching.caches.match(query("/small"))))).isEqualTo("small");
    assertThat(text(get(caching.caches.match(query("/large"))))).hasSize(500_000);
  }
}
