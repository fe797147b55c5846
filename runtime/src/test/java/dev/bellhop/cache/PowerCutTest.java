package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.caches;
import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.store.Database;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a store on a disk that keeps nothing but what it was told to sync. */
class PowerCutTest {
  private static final int PUTS = 12;
  private static final int CUT_EVERY = 4;

  /** A commit appends to the log and does not sync it. */
  private static final int NORMAL = 1;

  private static final int[] SIZES = {0, 10, 5_000, 40_000, 100_000};

  @TempDir Path temp;
  private Path folder;
  private int cuts;
  private Random chance = new Random(0);

  private ForgetfulDisk disk;

  @BeforeEach
  void nameFolder() throws IOException {
    folder = temp.toRealPath().resolve("data");
    disk = new ForgetfulDisk(folder);
  }

  private Store open() throws Exception {
    Store store = Store.open(folder, Caching.options().withBootId("one").withSync(disk));
    disk.opened();
    return store;
  }

  /** A store as the disk has it when the power goes now, on a machine that was started anew. */
  private Store cut() throws Exception {
    Path left = temp.resolve("cut-" + cuts++);
    disk.leave(left, chance);
    return Store.open(left, Caching.options().withBootId("two"));
  }

  private static String body(int put, int size) {
    return (put + " ").repeat(size).substring(0, size);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noResolvedPutOfAStrictCacheIsLost(long seed) throws Exception {
    var random = new Random(seed);
    chance = new Random(seed);
    Map<String, String> resolved = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> puts = new ArrayList<>();
    try (Store store = open()) {
      Cache cache = get(caches(store, Reach.DISK).open("c"));
      for (int i = 1; i <= PUTS; i++) {
        String url = "/" + i;
        String text = body(random.nextInt(i), SIZES[random.nextInt(SIZES.length)]);
        puts.add(cache.put(request(url), response(text)).thenRun(() -> resolved.put(url, text)));
        if (i % CUT_EVERY == 0) {
          get(puts.get(i - 1 - random.nextInt(CUT_EVERY)));
          requireAfterACut(Map.copyOf(resolved));
        }
      }
    }
  }

  private void requireAfterACut(Map<String, String> resolved) throws Exception {
    assertThat(resolved).isNotEmpty();
    try (Store left = cut()) {
      CacheStorage caches = caches(left, Reach.DISK);
      for (var put : resolved.entrySet()) {
        assertThat(Caching.text(get(caches.match(CacheQuery.of(request(put.getKey()))))))
            .isEqualTo(put.getValue());
      }
    }
  }

  /** Beside one whose puts nobody has synced, in a log that is overwritten several times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void smallPutsOfAStrictCacheOutliveTheHalvesOfTheLog(long seed) throws Exception {
    chance = new Random(seed);
    String small = "x".repeat(20_000);
    Map<String, String> resolved = new ConcurrentHashMap<>();
    try (Store store = open()) {
      Cache other = get(caches(store, Reach.PROCESS).open("other"));
      Cache cache = get(caches(store, Reach.DISK).open("c"));
      Caching.useLog(store, other);
      for (int i = 1; i <= 480; i++) {
        String text = small + i;
        get(other.put(request("/other" + i % 50), response(text)));
        if (i % 4 == 0) {
          get(cache.put(request("/" + i % 80), response(text)));
          resolved.put("/" + i % 80, text);
        }
        if (i % 120 == 0) {
          requireAfterACut(resolved);
        }
      }
    }
  }

  /** Whatever of the database it has written; and the log that is begun again behind it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aCheckpointThatIsCutInHalfLosesNothing(long seed) throws Exception {
    var random = new Random(seed);
    chance = new Random(seed);
    Map<String, String> resolved = new HashMap<>();
    try (Store store = open()) {
      Cache cache = get(caches(store, Reach.DISK).open("c"));
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < PUTS; i++) {
          String url = "/" + random.nextInt(2 * PUTS);
          String text = body(random.nextInt(1000), SIZES[random.nextInt(SIZES.length)]);
          get(cache.put(request(url), response(text)));
          resolved.put(url, text);
        }
        requireAfterACut(resolved);
        disk.checkpoint(
            store,
            () -> {
              requireAfterACut(resolved);
              requireAfterACut(resolved);
            });
      }
    }
  }

  @Test
  void whatWasNotPromisedIsLostAsAWhole() throws Exception {
    try (Store store = open()) {
      Cache cache = get(caches(store, Reach.PROCESS).open("c"));
      get(cache.put(request("/small"), response("small")));
      try (Store left = cut()) {
        assertThat(get(caches(left, Reach.PROCESS).keys())).isEmpty();
      }
      get(store.database().sync());
      try (Store left = cut()) {
        CacheStorage caches = caches(left, Reach.PROCESS);
        assertThat(Caching.text(get(caches.match(CacheQuery.of(request("/small"))))))
            .isEqualTo("small");
      }
    }
  }

  @Test
  void theLogIsSyncedByStrictWritesOnly() throws Exception {
    try (Store store = open()) {
      Database database = store.database();
      Database.Work<String> pragmas =
          rows ->
              rows.first("PRAGMA journal_mode", row -> row.text(1))
                  + (rows.number("PRAGMA synchronous", -1) == NORMAL ? ", normal" : "");
      assertThat(get(database.read(pragmas))).isEqualTo("wal, normal");
      assertThat(get(database.write(pragmas))).isEqualTo("wal, normal");
      assertThat(disk.synced()).containsExactly(folder.resolve("store.db"));
      assertThat(get(database.writeSynced(pragmas))).isEqualTo("wal, normal");
      assertThat(disk.synced()).contains(folder.resolve("store.db-wal"));
    }
  }
}
