package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache after the file of one of its bodies has been lost. */
class DamageTest {
  private static final CacheQuery LOST = CacheQuery.of(request("/lost"));
  private static final String TEXT = "large".repeat(20_000);

  @TempDir Path folder;
  private Caching caching;
  private Cache cache;

  @BeforeEach
  void lose() throws Exception {
    caching = new Caching(folder);
    cache = get(caching.caches.open("c"));
    get(cache.put(request("/lost"), response(TEXT)));
    Path file = bodies().getFirst();
    get(cache.put(request("/kept"), response(TEXT + "kept")));
    caching.close();
    Files.delete(file);
    caching = new Caching(folder);
    cache = get(caching.caches.open("c"));
  }

  @AfterEach
  void close() throws Exception {
    caching.close();
  }

  private List<Path> bodies() throws Exception {
    try (var files = Files.walk(folder.resolve("bodies"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private long rows(String table) throws Exception {
    return get(caching.store.database().read(tx -> tx.number("SELECT count(*) FROM " + table, 0)));
  }

  @Test
  void theEntryIsMissingAndTheOthersAreThere() throws Exception {
    assertThat(get(cache.match(LOST))).isNull();
    assertThat(get(caching.caches.match(LOST))).isNull();
    assertThat(get(cache.keys(CacheQuery.all()))).hasSize(1);
    assertThat(text(get(cache.match(CacheQuery.of(request("/kept")))))).isEqualTo(TEXT + "kept");
  }

  @Test
  void aPutReplacesIt() throws Exception {
    get(cache.put(request("/lost"), response(TEXT)));
    assertThat(text(get(cache.match(LOST)))).isEqualTo(TEXT);
    assertThat(rows("cache_entry")).isEqualTo(2);
    assertThat(rows("body")).isEqualTo(2);
    assertThat(bodies()).hasSize(2);
  }

  @Test
  void aDeletionRemovesIt() throws Exception {
    assertThat(get(cache.delete(LOST))).isTrue();
    assertThat(rows("cache_entry")).isEqualTo(1);
    assertThat(rows("body")).isEqualTo(1);
  }
}
