package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.caches;
import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.store.Database;
import dev.bellhop.store.FileSync;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

  private static final int PAGE = 512;

  private static final int[] SIZES = {0, 10, 5_000, 40_000, 100_000};

  @TempDir Path temp;
  private Path folder;
  private int cuts;
  private Random chance = new Random(0);

  /** How much of each file has been synced, in bytes. */
  private final Map<Path, Long> synced = new ConcurrentHashMap<>();

  /** The log of writes as it was when it was last synced: it is overwritten in place. */
  private volatile byte[] syncedLog = {};

  /** The names that each folder had when they were last synced. */
  private final Map<Path, Set<Path>> syncedNames = new ConcurrentHashMap<>();

  private final FileSync sync =
      new FileSync() {
        @Override
        public void sync(Path file, FileChannel channel) throws IOException {
          if (file.endsWith("writes.log")) {
            syncedLog = Files.readAllBytes(file);
          } else {
            synced.merge(file, channel.size(), (a, b) -> Math.max(a, b));
          }
        }

        @Override
        public void syncNames(Path of) throws IOException {
          try (var names = Files.list(of)) {
            syncedNames.put(of, names.collect(Collectors.toUnmodifiableSet()));
          }
        }
      };

  @BeforeEach
  void nameFolder() throws IOException {
    folder = temp.toRealPath().resolve("data");
  }

  private Store open() throws Exception {
    return Store.open(folder, Caching.options().withBootId("one").withSync(sync));
  }

  /** A store as the disk has it when the power goes now, on a machine that was started anew. */
  private Store cut() throws Exception {
    Path left = temp.resolve("cut-" + cuts++);
    Map<Path, Long> lengths = new HashMap<>(synced);
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).filter(this::hasItsName).toList();
    }
    for (Path file : files) {
      Path copy = left.resolve(folder.relativize(file));
      Files.createDirectories(copy.getParent());
      if (file.endsWith("store.db-wal") || file.startsWith(folder.resolve("bodies"))) {
        copy(file, copy, lengths.getOrDefault(file, 0L));
      } else if (file.endsWith("writes.log")) {
        Files.write(copy, someOf(Files.readAllBytes(file)));
      } else if (!file.endsWith("store.db-shm")) {
        // Nothing but a checkpoint writes to the database, which comes after many more puts.
        Files.copy(file, copy);
      }
    }
    return Store.open(left, Caching.options().withBootId("two"));
  }

  /** Names that were not synced may be there or not, those of folders with all that is in them. */
  private boolean hasItsName(Path file) {
    for (Path name = file; !name.equals(folder); name = name.getParent()) {
      boolean isSynced = syncedNames.getOrDefault(name.getParent(), Set.of()).contains(name);
      if (!isSynced && chance.nextBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** The log as it was synced, and of what was written since any page or none. */
  private byte[] someOf(byte[] written) {
    byte[] left = Arrays.copyOf(syncedLog, written.length);
    for (int at = 0; at < written.length; at += PAGE) {
      if (chance.nextBoolean()) {
        System.arraycopy(written, at, left, at, Math.min(PAGE, written.length - at));
      }
    }
    return left;
  }

  private static void copy(Path from, Path to, long length) throws IOException {
    try (FileChannel in = FileChannel.open(from);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      in.transferTo(0, length, out);
    } catch (NoSuchFileException e) {
      // The store has a body with the same bytes already.
    }
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
      for (int i = 1; i <= 400; i++) {
        String text = small + i;
        get(other.put(request("/other" + i % 50), response(text)));
        if (i % 4 == 0) {
          get(cache.put(request("/" + i % 80), response(text)));
          resolved.put("/" + i % 80, text);
        }
        if (i % 100 == 0) {
          requireAfterACut(resolved);
        }
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
      assertThat(synced).isEmpty();
      assertThat(get(database.writeSynced(pragmas))).isEqualTo("wal, normal");
      assertThat(synced).containsOnlyKeys(folder.resolve("store.db-wal"));
    }
  }
}
