package dev.bellhop.store;

import dev.bellhop.http.Causes;
import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A data folder in use: its tables and bodies. One process has it at a time. What a write or a body
 * reported as done survives the end of the process at any moment; what was synced survives a power
 * cut. Safe from any thread.
 */
public final class Store implements AutoCloseable {
  /** The name of the database's file. */
  static final String DATABASE = "store.db";

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
    new DatabaseSwap(folder.path()).finish();
    DatabaseCheck.Damage damage =
        new DatabaseCheck(given, file, options.bootId()).damage(options.lookedThrough());
    if (damage != null) {
      throw new StoreException(
          Kind.DAMAGED,
          "The database %s of the data folder %s is damaged (%s); nothing was changed."
              .formatted(DATABASE, given, damage.words()),
          null);
    }
    var files = new BodyFiles(folder.path().resolve(BodyFiles.FOLDER), options.sync());
    LogScan log = LogScan.of(folder.path().resolve(WriteLog.NAME));
    List<LoggedRecord> owed;
    List<BucketRows.Found> found;
    long firstId;
    try (var connection = SqliteConnection.open(file)) {
      connection.execute("PRAGMA journal_mode = WAL");
      Schema.migrate(connection);
      var sweep = new Sweep(connection, files);
      owed = owed(given, log, connection, Sweep.isSameBoot(connection, options.bootId()));
      sweep.run(options.bootId());
      found = BucketRows.load(connection, files);
      firstId = BodyRows.firstFreeId(connection);
    }
    var database = new SqliteDatabase(file, log, options.sync());
    options.sync().syncNames(folder.path());
    var buckets =
        new StorageBuckets(
            database,
            files,
            new DiskRoom(folder.path(), database.room()::freePages),
            options.limit(),
            found);
    var bodies = new FileBodyStore(database, files, buckets, firstId, options.sync());
    var store = new Store(folder, database, buckets, bodies);
    try {
      database.replay(log.last(), store.writes(owed, options.replay())).join();
    } catch (IOException | CompletionException e) {
      database.close();
      bodies.close();
      throw Failures.asIo(Causes.of(e));
    }
    return store;
  }

  /** What the tables are to have of the log. */
  private static List<LoggedRecord> owed(
      Path given, LogScan log, SqliteConnection connection, boolean sameBoot)
      throws StoreException {
    long applied = TableWriter.applied(connection);
    String damage = sameBoot ? log.damageAfter(applied) : log.damage();
    if (damage != null) {
      throw new StoreException(
          Kind.DAMAGED,
          "The log %s of the data folder %s is damaged (%s); nothing was deleted."
              .formatted(WriteLog.NAME, given, damage),
          null);
    }
    return sameBoot ? log.after(applied) : log.certainAfter(applied);
  }

  private List<LoggedJob> writes(List<LoggedRecord> owed, Replay replay) throws IOException {
    var jobs = new ArrayList<LoggedJob>();
    for (LoggedRecord record : owed) {
      jobs.add(new LoggedJob(replay.write(bodies, record.bytes()), record.sequence()));
    }
    return jobs;
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

  /**
   * Who is to hear, from now on and once, that the database has turned out to be damaged, and what
   * is wrong with it. Told on a thread of the store.
   */
  public void onDamage(Consumer<String> listener) {
    database.damage().listen(listener);
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
