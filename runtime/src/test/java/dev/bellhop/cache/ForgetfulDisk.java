package dev.bellhop.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.store.FileSync;
import dev.bellhop.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A disk that keeps nothing for certain but what it was told to sync: of what was written since,
 * any sector or none, and so with names. It does not hear of what SQLite itself syncs; that is said
 * here where it happens.
 */
final class ForgetfulDisk implements FileSync {
  private static final int SECTOR = 512;

  /** Of SQLite's log. */
  private static final int LOG_HEADER = 32;

  /**
   * Files are read one after the other while a store may write: first what is overwritten when the
   * next ones have it, bodies at the end.
   */
  private static final Comparator<Path> ORDER =
      Comparator.comparingInt(
          file -> {
            int at =
                List.of("writes.log", "store.db-wal", "store.db")
                    .indexOf(String.valueOf(file.getFileName()));
            return at < 0 ? Integer.MAX_VALUE : at;
          });

  private final Path folder;
  private final Path database;
  private final Path log;

  /** What files held when they were last synced. */
  private final Map<Path, byte[]> synced = new ConcurrentHashMap<>();

  private volatile boolean checkpointing;

  /** The names that each folder had when they were last synced. */
  private final Map<Path, Set<Path>> syncedNames = new ConcurrentHashMap<>();

  /** With this data folder on it. */
  ForgetfulDisk(Path folder) {
    this.folder = folder;
    database = folder.resolve("store.db");
    log = folder.resolve("store.db-wal");
  }

  @Override
  public void sync(Path file, Written written) throws IOException {
    synced.put(file, Files.readAllBytes(file));
  }

  @Override
  public void syncNames(Path of) throws IOException {
    try (var names = Files.list(of)) {
      syncedNames.put(of, names.collect(Collectors.toUnmodifiableSet()));
    }
  }

  /** Which files were synced. */
  Set<Path> synced() {
    return synced.keySet();
  }

  /** A store has been opened: SQLite has written to the database and has synced it. */
  void opened() throws IOException {
    synced.put(database, Files.readAllBytes(database));
  }

  /** What is done while the power may be cut. */
  interface Meanwhile {
    void run() throws Exception;
  }

  /**
   * Copies SQLite's log into the database: SQLite syncs the log, writes to the database, and syncs
   * that, before which this is done.
   */
  void checkpoint(Store store, Meanwhile halfway) throws Exception {
    // What waits in the log of writes would make the reader below wait for the tables.
    Caching.get(store.database().read(rows -> null));
    Runnable unblock = Caching.blockTables(store);
    try {
      synced.put(log, Files.readAllBytes(log));
      checkpointing = true;
      long busy =
          Caching.get(
              store.database().read(rows -> rows.number("PRAGMA wal_checkpoint(PASSIVE)", -1)));
      assertThat(busy).isZero();
      assertThat(Files.readAllBytes(database)).isNotEqualTo(synced.get(database));
      halfway.run();
      checkpointing = false;
      synced.put(database, Files.readAllBytes(database));
    } finally {
      unblock.run();
    }
  }

  /** What is on it when the power goes now. */
  void leave(Path to, Random chance) throws IOException {
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("store.db-shm"))
              .filter(file -> hasItsName(file, chance))
              .sorted(ORDER)
              .toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(folder.relativize(file));
      Files.createDirectories(copy.getParent());
      try {
        Files.write(copy, left(file, chance));
      } catch (NoSuchFileException e) {
        // The store has a body with the same bytes already.
      }
    }
  }

  /** Names that were not synced may be there or not, those of folders with all that is in them. */
  private boolean hasItsName(Path file, Random chance) {
    for (Path name = file; !name.equals(folder); name = name.getParent()) {
      boolean isSynced = syncedNames.getOrDefault(name.getParent(), Set.of()).contains(name);
      if (!isSynced && chance.nextBoolean()) {
        return false;
      }
    }
    return true;
  }

  private byte[] left(Path file, Random chance) throws IOException {
    byte[] certain = synced.getOrDefault(file, new byte[0]);
    byte[] written = Files.readAllBytes(file);
    if (file.endsWith("bellhop-data")) {
      return written;
    }
    if (file.equals(database) && !checkpointing) {
      assertThat(written).as("no checkpoint but those made here").isEqualTo(certain);
    }
    if (file.equals(log) && certain.length > LOG_HEADER) {
      // SQLite syncs the header of a log that it begins again before it writes anything else to it.
      System.arraycopy(written, 0, certain, 0, LOG_HEADER);
    }
    byte[] left = Arrays.copyOf(certain, chance.nextBoolean() ? written.length : certain.length);
    for (int at = 0; at < Math.min(left.length, written.length); at += SECTOR) {
      if (chance.nextBoolean()) {
        int end = Math.min(at + SECTOR, Math.min(left.length, written.length));
        System.arraycopy(written, at, left, at, end - at);
      }
    }
    return left;
  }
}
