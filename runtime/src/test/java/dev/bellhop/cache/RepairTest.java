package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.DataRepair;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.Repair;
import dev.bellhop.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged database: what was whole in it is there afterwards, and nothing was deleted. */
class RepairTest {
  private static final int ENTRIES = 120;
  private static final int LARGE_ONES = 3;
  private static final int PAGE = 4096;

  @TempDir Path folder;
  private Path data;
  private Path database;

  @BeforeEach
  void store() throws Exception {
    data = folder.resolve("data");
    database = data.resolve("store.db");
    try (var caching = new Caching(data)) {
      Cache cache = get(caching.caches.open("films"));
      List<CompletableFuture<Void>> puts = new ArrayList<>();
      for (int i = 0; i < ENTRIES; i++) {
        puts.add(cache.put(request("/" + i), response(body(i))));
      }
      for (var put : puts) {
        get(put);
      }
    }
  }

  private static String body(int i) {
    return ("film " + i + " ").repeat(i < LARGE_ONES ? 9_000 : 150);
  }

  private Optional<DataRepair> repaired() throws StoreException {
    return Repair.run(data, Caching.NOW);
  }

  private void overwrite(long position, byte[] bytes) throws IOException {
    try (var file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(bytes), position);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** How many entries there are, each of which has its own body. */
  private int wholeEntries() throws Exception {
    try (var caching = new Caching(data)) {
      Cache cache = get(caching.caches.open("films"));
      List<FetchRequest> keys = get(cache.keys(CacheQuery.all()));
      for (FetchRequest key : keys) {
        int i = Integer.parseInt(key.url().href().replaceAll(".*/", ""));
        assertThat(text(get(cache.match(CacheQuery.of(key))))).isEqualTo(body(i));
      }
      get(cache.put(request("/new"), response("new")));
      assertThat(get(cache.delete(CacheQuery.of(request("/new"))))).isTrue();
      return keys.size();
    }
  }

  @Test
  void whatIsSoundIsLeftAlone() throws Exception {
    assertThat(repaired()).isEmpty();
    assertThat(Repair.run(folder.resolve("none"), Caching.NOW)).isEmpty();
    assertThat(data.resolve("damaged")).doesNotExist();
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(wholeEntries()).isEqualTo(ENTRIES);
  }

  @Test
  void whatIsNoDatabaseAnyMoreIsSetAsideWithItsBodies() throws Exception {
    overwrite(0, "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
    byte[] before = Files.readAllBytes(database);
    assertThatThrownBy(() -> new Caching(data))
        .hasMessageContaining("store.db")
        .hasMessageContaining("it is no database")
        .hasMessageContaining("nothing was changed");
    DataRepair repair = repaired().orElseThrow();
    assertThat(repair.counts()).extracting(DataRepair.Count::kept).containsOnly(0L);
    assertThat(repair.counts()).extracting(DataRepair.Count::lost).containsOnlyNulls();
    assertThat(Files.readAllBytes(repair.setAside().resolve("store.db"))).isEqualTo(before);
    assertThat(wholeEntries()).isZero();
    assertThat(files(repair.setAside().resolve("bodies"))).hasSize(LARGE_ONES);
    assertThat(repaired()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 9, 11})
  void whateverPagesAreDamagedTheRestIsKept(long seed) throws Exception {
    var random = new Random(seed);
    long pages = Files.size(database) / PAGE;
    for (int i = 0; i < 3; i++) {
      byte[] noise = new byte[PAGE];
      random.nextBytes(noise);
      overwrite((1 + random.nextLong(pages - 1)) * PAGE, noise);
    }
    int filesBefore = files(data.resolve("bodies")).size();
    DataRepair repair = repaired().orElseThrow();
    int whole = wholeEntries();
    DataRepair.Count entries = repair.counts().get(1);
    assertThat(entries.what()).isEqualTo("cache entries");
    assertThat(entries.kept()).isEqualTo(whole);
    assertThat(repair.lostEntries()).hasSizeLessThanOrEqualTo(ENTRIES - whole);
    assertThat(files(data.resolve("bodies")).size() + files(repair.setAside()).size())
        .isGreaterThan(filesBefore);
  }

  @Test
  void theEntriesOfLostRowsAreNamed() throws Exception {
    long page;
    try (var caching = new Caching(data)) {
      page =
          get(
              caching
                  .store
                  .database()
                  .read(
                      tx ->
                          tx.number(
                              "SELECT rootpage FROM sqlite_schema WHERE name = 'cache_entry'", 0)));
    }
    overwrite((page - 1) * PAGE, new byte[PAGE]);
    DataRepair repair = repaired().orElseThrow();
    assertThat(repair.counts().get(0)).isEqualTo(new DataRepair.Count("caches", 1, 0L));
    assertThat(repair.counts().get(1))
        .isEqualTo(new DataRepair.Count("cache entries", 0, (long) ENTRIES));
    assertThat(repair.lostEntries())
        .hasSize(ENTRIES)
        .contains("https://site.test/0", "https://site.test/119");
  }

  @Test
  void aSwapThatWasCutShortIsFinishedByTheNextOpening() throws Exception {
    overwrite(PAGE, new byte[PAGE]);
    DataRepair repair = repaired().orElseThrow();
    int whole = wholeEntries();
    // As it was when the damaged database had been moved away and the new one had not been named.
    Files.move(database, data.resolve("store.db.repaired"));
    Files.deleteIfExists(repair.setAside().resolve("store.db-wal"));
    Files.writeString(data.resolve("store.db-wal"), "of the damaged one");
    assertThat(wholeEntries()).isEqualTo(whole);
    assertThat(repair.setAside().resolve("store.db-wal")).exists();
  }
}
