package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.ORIGIN;
import static dev.bellhop.cache.Caching.caches;
import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.BytesBody;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after the machine has been started anew, and what is stored once. */
class DurabilityTest {
  private static final String LARGE = "large".repeat(20_000);

  @TempDir Path folder;

  private static StoreOptions boot(String name) {
    return Caching.options().withBootId(name);
  }

  @Test
  void noResolvedPutOfAStrictCacheIsLostWithThePower() throws Exception {
    try (Store store = Store.open(folder, boot("one"))) {
      Cache cache = get(caches(store, Reach.DISK).open("c"));
      get(cache.put(request("/small"), response("small")));
      get(cache.put(request("/large"), response(LARGE)));
      get(cache.put(request("/linked"), get(cache.match(CacheQuery.of(request("/large"))))));
    }
    try (Store store = Store.open(folder, boot("two"))) {
      CacheStorage caches = caches(store, Reach.DISK);
      for (String url : List.of("/large", "/linked")) {
        assertThat(Caching.text(get(caches.match(CacheQuery.of(request(url)))))).isEqualTo(LARGE);
      }
      assertThat(Caching.text(get(caches.match(CacheQuery.of(request("/small"))))))
          .isEqualTo("small");
    }
  }

  @Test
  void equalBodiesAreStoredOnce() throws Exception {
    try (Store store = Store.open(folder, boot("one"))) {
      Cache cache = get(caches(store, Reach.PROCESS).open("c"));
      for (String url : List.of("/a", "/b", "/c")) {
        get(cache.put(request(url), response(LARGE)));
        get(cache.put(request(url + "/small"), response("small")));
      }
      long bodies = get(store.database().read(tx -> tx.number("SELECT count(*) FROM body", 0)));
      assertThat(bodies).isEqualTo(2);
      assertThat(Caching.bodyBytes(store, ORIGIN)).isEqualTo(LARGE.length() + "small".length());
      for (String url : List.of("/a", "/b")) {
        get(cache.delete(CacheQuery.of(request(url))));
        get(cache.delete(CacheQuery.of(request(url + "/small"))));
      }
      assertThat(Caching.text(get(cache.match(CacheQuery.of(request("/c")))))).isEqualTo(LARGE);
      assertThat(Caching.text(get(cache.match(CacheQuery.of(request("/c/small"))))))
          .isEqualTo("small");
    }
    try (var files = Files.walk(folder.resolve("bodies"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void equalBodiesThatWereStoredBeforeComeToOne() throws Exception {
    try (Store store = Store.open(folder, boot("one"))) {
      Cache cache = get(caches(store, Reach.PROCESS).open("c"));
      BodyStore bodies = store.bodies().of(ORIGIN);
      BodyStore.StoredBody first = get(bodies.store(BytesBody.of(LARGE)));
      BodyStore.StoredBody second = get(bodies.store(BytesBody.of(LARGE)));
      get(cache.put(request("/a"), response("").withBody(first)));
      get(cache.put(request("/b"), response("").withBody(second)));
      get(bodies.release(List.of(first.id(), second.id())));
      assertThat(Caching.bodyBytes(store, ORIGIN)).isEqualTo(LARGE.length());
      assertThat(Caching.text(get(cache.match(CacheQuery.of(request("/b")))))).isEqualTo(LARGE);
    }
  }

  @Test
  void namesAreAnyCodeUnits() throws Exception {
    try (Store store = Store.open(folder, boot("one"))) {
      CacheStorage caches = caches(store, Reach.PROCESS);
      List<String> names =
          List.of("\uD800", "\uD801", "a\uDC00b\uFFFE", "\uD83D\uDE00", "\uFFFEd800");
      for (String name : names) {
        get(caches.open(name));
      }
      assertThat(get(caches.keys())).isEqualTo(names);
      assertThat(get(caches.has("\uDC00"))).isFalse();
    }
  }
}
