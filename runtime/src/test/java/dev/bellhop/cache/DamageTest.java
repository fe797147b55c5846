package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheCheck;
import dev.bellhop.DamagedEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache whose bodies are lost or damaged. */
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

  private void overwriteKept(long position, String text) throws Exception {
    try (var file = FileChannel.open(bodies().getFirst(), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), position);
    }
  }

  @Test
  void aLostBodyIsToldOfOnce() throws Exception {
    get(cache.match(LOST));
    get(caching.caches.match(LOST));
    assertThat(caching.trace)
        .filteredOn(TraceEvent.Diagnostic.class::isInstance)
        .singleElement()
        .asString()
        .contains("cached-body-lost", "https://site.test/lost");
  }

  @Test
  void aBodyOfAnotherLengthIsMissing() throws Exception {
    try (var file = FileChannel.open(bodies().getFirst(), StandardOpenOption.WRITE)) {
      file.truncate(1000);
    }
    assertThat(get(cache.match(CacheQuery.of(request("/kept"))))).isNull();
    assertThat(get(cache.keys(CacheQuery.all()))).isEmpty();
  }

  @Test
  void aBodyThatGetsShorterWhileItIsReadEndsInAnError() throws Exception {
    FetchResponse found = get(cache.match(CacheQuery.of(request("/kept"))));
    try (var file = FileChannel.open(bodies().getFirst(), StandardOpenOption.WRITE)) {
      file.truncate(70_000);
    }
    assertThatThrownBy(() -> text(found)).hasMessageContaining("its file ends before the body");
  }

  @Test
  void anExportLeavesOutABodyWithOtherBytes() throws Exception {
    overwriteKept(5, "other");
    var done =
        get(
            new StoredCaches(caching.caches)
                .export("c", folder.resolve("out"), ArchiveFormat.FOLDER));
    assertThat(done.entries()).isZero();
    assertThat(done.leftOut())
        .extracting(DamagedEntry::damage)
        .containsExactly("its file is missing", "its bytes are not those that were stored");
  }

  @Test
  void whatIsDamagedIsSetAsideAndTheRestWorks() throws Exception {
    get(cache.put(request("/whole"), response("whole")));
    get(cache.put(request("/small"), response("small")));
    get(
        caching
            .store
            .database()
            .write(
                tx ->
                    tx.update(
                        "UPDATE body SET bytes = x'78' || bytes WHERE length = 5"
                            + " AND bytes = CAST('small' AS BLOB)")));
    overwriteKept(5, "other");
    CacheCheck check = get(new StoredCaches(caching.caches).setAsideDamaged("c"));
    assertThat(check.damaged())
        .extracting(DamagedEntry::url)
        .containsExactly(
            "https://site.test/lost", "https://site.test/kept", "https://site.test/small");
    Path aside = Objects.requireNonNull(check.setAside());
    assertThat(aside.getParent()).isEqualTo(folder.toRealPath().resolve("damaged"));
    assertThat(Files.readAllLines(aside.resolve("entries.jsonl"))).hasSize(3);
    try (var files = Files.list(aside.resolve("bodies"))) {
      assertThat(files.map(DamageTest::read)).containsExactlyInAnyOrder("xsmall", changed());
    }
    assertThat(rows("cache_entry")).isEqualTo(1);
    assertThat(Caching.bodyBytes(caching.store, Caching.ORIGIN)).isEqualTo("whole".length());
    assertThat(text(get(cache.match(CacheQuery.of(request("/whole")))))).isEqualTo("whole");
    assertThat(get(cache.match(CacheQuery.of(request("/kept"))))).isNull();
    get(cache.put(request("/kept"), response(TEXT + "kept")));
    CacheCheck again = get(new StoredCaches(caching.caches).setAsideDamaged("c"));
    assertThat(again.damaged()).isEmpty();
    assertThat(again.setAside()).isNull();
  }

  private static String changed() {
    return "large" + "other" + (TEXT + "kept").substring(10);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
