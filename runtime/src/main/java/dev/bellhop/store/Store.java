package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A data folder in use: its tables and bodies. One process has it at a time. What a write or a body
 * reported as done survives the end of the process at any moment; what was synced survives a power
 * cut. Safe from any thread.
 */
public final class Store implements AutoCloseable {
  /** The name of the database's file. */
  static final String DATABASE = "store.db";

  /**
   * Reading a whole larger database at every opening would cost seconds; SQLite finds damage later.
   */
  private static final long LARGEST_CHECKED = 128L << 20;

  private static final byte[] FIRST_BYTES = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final DataFolder folder;
  private final SqliteDatabase database;
  private final StorageBuckets buckets;
  private final FileBodyStore bodies;

  private Store(
      DataFolder folder, SqliteDatabase database, StorageBuckets buckets, FileBodyStore bodies) {
    this.folder = folder;
    this.database = database;
    this.buckets = buckets;
    this.bodies = bodies;
  }

  /**
   * Opens a data folder, creates it where it is missing, and puts in order what an earlier process
   * left behind. A folder that cannot be used is not changed.
   *
   * @throws StoreException that says why: in use, not ours, too new, damaged, read-only, full
   */
  public static Store open(Path path, StoreOptions options) throws StoreException {
    return open(path, options, folder -> {});
  }

  /**
   * As {@link #open(Path, StoreOptions)}, but deletes first what an earlier process stored, damaged
   * or not, once the folder has turned out to be Bellhop's and to be free.
   */
  public static Store openEmptied(Path path, StoreOptions options) throws StoreException {
    return open(path, options, DataFolder::empty);
  }

  /** Something to do with a folder that is ours. */
  private interface Preparation {
    void prepare(DataFolder folder) throws IOException;
  }

  private static Store open(Path path, StoreOptions options, Preparation preparation)
      throws StoreException {
    DataFolder folder = DataFolder.open(path);
    try {
      preparation.prepare(folder);
      return open(path, folder, options);
    } catch (IOException e) {
      try {
        folder.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw Failures.of("open the data folder " + path, e);
    }
  }

  private static Store open(Path given, DataFolder folder, StoreOptions options)
      throws IOException {
    Path file = folder.path().resolve(DATABASE);
    if (Files.exists(file) && Files.size(file) > 0) {
      check(given, file);
    }
    var files = new BodyFiles(folder.path().resolve("bodies"));
    List<BucketRows.Found> found;
    long firstId;
    try (var connection = SqliteConnection.open(file)) {
      connection.execute("PRAGMA journal_mode = WAL");
      Schema.migrate(connection);
      new Sweep(connection, files).run(options.bootId());
      found = BucketRows.load(connection, files);
      firstId = BodyRows.firstFreeId(connection);
    }
    var database = new SqliteDatabase(file);
    BodyFiles.syncFolder(folder.path());
    var buckets =
        new StorageBuckets(
            database,
            files,
            new DiskRoom(folder.path(), database.room()::freePages),
            options.limit(),
            found);
    return new Store(
        folder, database, buckets, new FileBodyStore(database, files, buckets, firstId));
  }

  private static void check(Path given, Path file) throws IOException {
    byte[] first = new byte[FIRST_BYTES.length];
    try (InputStream in = Files.newInputStream(file)) {
      if (in.readNBytes(first, 0, first.length) < first.length
          || !Arrays.equals(first, FIRST_BYTES)) {
        throw damaged(given, DATABASE + " is no database");
      }
    }
    try (var connection = SqliteConnection.openReadOnly(file)) {
      if (Schema.version(connection) > Schema.VERSION) {
        throw DataFolder.tooNew(given);
      }
      if (Files.size(file) <= LARGEST_CHECKED) {
        String verdict = connection.first("PRAGMA quick_check(1)", row -> row.text(1));
        if (!"ok".equals(verdict)) {
          throw damaged(given, String.valueOf(verdict));
        }
      }
    } catch (StoreException e) {
      throw e.kind() == Kind.DAMAGED ? damaged(given, e.getMessage()) : e;
    }
  }

  private static StoreException damaged(Path given, String how) {
    return new StoreException(
        Kind.DAMAGED,
        "The data folder "
            + given
            + " is damaged ("
            + how
            + "); nothing was changed. Restore it from a backup, or name another folder.",
        null);
  }

  /** The tables. */
  public Database database() {
    return database;
  }

  /** What each origin has. */
  public StorageBuckets buckets() {
    return buckets;
  }

  /** The bodies. */
  public BodyStore bodies() {
    return bodies;
  }

  /** The folder's real path. */
  public Path folder() {
    return folder.path();
  }

  /** Ends what is under way in good order, then lets another process have the folder. */
  @Override
  public void close() throws StoreException {
    try (folder;
        database) {
      bodies.close();
    } catch (IOException e) {
      throw Failures.of("close the data folder", e);
    }
  }
}
