package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.DataRepair;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.StoreException;
import dev.bellhop.testing.LiveFolder;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
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
    return Caching.repaired(data);
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
    assertThat(Caching.repaired(folder.resolve("none"))).isEmpty();
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

  @Test
  void whereOnlyTheFirstBytesAreDamagedNothingIsLost() throws Exception {
    overwrite(0, "x".repeat(100).getBytes(StandardCharsets.US_ASCII));
    DataRepair repair = repaired().orElseThrow();
    assertThat(repair.counts().get(0)).isEqualTo(new DataRepair.Count("caches", 1, 0L));
    assertThat(repair.counts().get(1))
        .isEqualTo(new DataRepair.Count("cache entries", ENTRIES, 0L));
    assertThat(wholeEntries()).isEqualTo(ENTRIES);
    assertThat(files(data)).noneMatch(file -> file.toString().contains("repairing"));
  }

  @Test
  void theBeginningOfADatabaseThatWasCutOffIsKept() throws Exception {
    try (var file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      file.truncate(file.size() * 3 / 4 / PAGE * PAGE);
    }
    DataRepair repair = repaired().orElseThrow();
    assertThat(repair.counts().get(0)).isEqualTo(new DataRepair.Count("caches", 1, 0L));
    assertThat(wholeEntries()).isGreaterThan(ENTRIES / 2).isLessThan(ENTRIES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutADatabaseNoBodyIsDeleted(boolean isEmpty) throws Exception {
    Files.delete(database);
    if (isEmpty) {
      Files.createFile(database);
    }
    int bodies = files(data.resolve("bodies")).size();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> new Caching(data)).hasMessageContaining("it is gone or empty");
    }
    assertThat(files(data.resolve("bodies"))).hasSize(bodies);
    DataRepair repair = repaired().orElseThrow();
    assertThat(files(repair.setAside().resolve("bodies"))).hasSize(bodies);
    assertThat(wholeEntries()).isZero();
  }

  /** As a crash has left it; what is in SQLite's log has not been copied into the database. */
  private Path crashed() throws Exception {
    Path copy = folder.resolve("crashed");
    try (var caching = new Caching(data)) {
      Cache more = get(caching.caches.open("more"));
      for (int i = 0; i < 20; i++) {
        get(more.put(request("/more" + i), response(body(i) + "more")));
      }
      get(caching.store.database().write(rows -> 0));
      new LiveFolder(data).copyTo(copy);
    }
    data = copy;
    database = copy.resolve("store.db");
    return copy.resolve("store.db-wal");
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 5_000, 30_000})
  void damageInTheMiddleOfSqlitesLogIsNamed(long position) throws Exception {
    Path log = crashed();
    assertThat(Files.size(log)).isGreaterThan(position + 10 * PAGE);
    try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), position);
    }
    byte[] damaged = Files.readAllBytes(log);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> new Caching(data)).hasMessageContaining("its log store.db-wal");
    }
    assertThat(Files.readAllBytes(log)).isEqualTo(damaged);
    DataRepair repair = repaired().orElseThrow();
    assertThat(repair.setAside().resolve("store.db-wal")).hasBinaryContent(damaged);
    assertThat(repair.counts().get(1).kept()).isGreaterThanOrEqualTo(ENTRIES);
    assertThat(repair.counts().get(1).lost()).isNull();
    assertThat(wholeEntries()).isEqualTo(ENTRIES);
  }

  @Test
  void aLogWhoseEndIsMissingIsNoDamage() throws Exception {
    Path log = crashed();
    try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 3 * PAGE / 2);
    }
    assertThat(repaired()).isEmpty();
    assertThat(wholeEntries()).isEqualTo(ENTRIES);
  }

  /** A leaf of the table or index, with what it holds. */
  private long aLeafOf(String name) throws Exception {
    try (var caching = new Caching(data)) {
      return get(
          caching
              .store
              .database()
              .read(
                  rows ->
                      rows.number(
                          "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
                              + " ORDER BY pageno LIMIT 1 OFFSET 1",
                          0,
                          name)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "cache_entry"})
  void damageInADatabaseTooLargeToLookThroughIsNamedWhereItIsRead(String table) throws Exception {
    overwrite((aLeafOf(table) - 1) * PAGE, new byte[PAGE]);
    List<String> told = new CopyOnWriteArrayList<>();
    int lost = 0;
    try (var caching = new Caching(data, Caching.options().withLookedThrough(PAGE))) {
      caching.store.onDamage(told::add);
      Cache cache = get(caching.caches.open("films"));
      for (int i = 0; i < ENTRIES; i++) {
        try {
          assertThat(Caching.text(get(cache.match(CacheQuery.of(request("/" + i))))))
              .isEqualTo(body(i));
        } catch (ExecutionException e) {
          assertThat(e.getCause()).hasMessageContaining("database in the data folder is damaged");
          lost++;
        }
      }
      Cache others = get(caching.caches.open("others"));
      get(others.put(request("/new"), response("new")));
      assertThat(get(others.match(CacheQuery.of(request("/new"))))).isNotNull();
    }
    assertThat(lost).isPositive().isLessThan(ENTRIES);
    assertThat(told).containsExactly("database disk image is malformed");
    DataRepair repair = repaired().orElseThrow();
    assertThat(repair.counts().get(1))
        .isEqualTo(new DataRepair.Count("cache entries", ENTRIES - lost + 1, (long) lost));
    assertThat(repair.lostEntries()).hasSize(lost);
    assertThat(repaired()).isEmpty();
  }
}
