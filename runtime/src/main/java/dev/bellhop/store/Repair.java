package dev.bellhop.store;

import dev.bellhop.DataRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets a damaged database aside and makes a new one of what can be read of it: the rows that belong
 * to whole bodies and to each other. A crash at any moment leaves the damaged one or the new one.
 */
public final class Repair {
  private static final int MOST_NAMED = 1000;

  private static final Map<String, String> COUNTED = new LinkedHashMap<>();

  static {
    COUNTED.put("caches", "cache WHERE doomed = 0");
    COUNTED.put("cache entries", "cache_entry");
    COUNTED.put("registrations", "registration");
    COUNTED.put("background fetches", "background_fetch");
  }

  private final DataFolder folder;
  private final BodyFiles files;
  private final Path database;

  private Repair(DataFolder folder) throws IOException {
    this.folder = folder;
    files = new BodyFiles(folder.path().resolve(BodyFiles.FOLDER), FileSync.FORCE);
    database = files.database();
  }

  /**
   * Looks through the database of a data folder that no process has open, and repairs it where it
   * is damaged. Nothing is deleted: what is not in the new database is in the folder set aside.
   *
   * @param bootId names the machine's current boot, as in {@link StoreOptions}
   * @return empty where the database is sound, or where there is none
   * @throws StoreException where the folder cannot be used for another reason
   */
  public static Optional<DataRepair> run(Path given, String bootId, Instant now)
      throws StoreException {
    if (!Files.exists(given)) {
      return Optional.empty();
    }
    try (DataFolder folder = DataFolder.open(given)) {
      new DatabaseSwap(folder.path()).finish();
      var repair = new Repair(folder);
      DatabaseCheck.Damage damage =
          new DatabaseCheck(given, repair.database, bootId).damageAnywhere();
      DataRepair ofDatabase = damage == null ? null : repair.run(damage, now);
      DataRepair ofLog = repair.log(now);
      return Optional.ofNullable(ofDatabase == null ? ofLog : ofDatabase);
    } catch (IOException e) {
      throw Failures.of("repair the data folder " + given, e);
    }
  }

  /** The log of writes, for tables that can be read; null where nothing is wrong with it. */
  private @Nullable DataRepair log(Instant now) throws IOException {
    if (!Files.exists(database)) {
      return null;
    }
    long applied;
    try (var connection = SqliteConnection.openReadOnly(database)) {
      if (Schema.version(connection) < Schema.FIRST_WITH_LOG) {
        return null;
      }
      applied = TableWriter.applied(connection);
    }
    return new LogRepair(folder.path(), applied).run(now);
  }

  /** Where the tables do not say what they have of the log: what they had when it was closed. */
  private void rememberLog(SqliteConnection rows) throws IOException {
    LogScan log = LogScan.of(folder.path().resolve(WriteLog.NAME));
    rows.update("INSERT OR IGNORE INTO write_log (id, applied) VALUES (0, ?)", log.closed());
  }

  private DataRepair run(DatabaseCheck.Damage damage, Instant now) throws IOException {
    Path aside = SetAside.folder(folder.path(), now);
    var swap = new DatabaseSwap(folder.path());
    swap.cancel();
    DataRepair told;
    try (var salvage = new Salvage(database, swap)) {
      salvage.copy();
      SqliteConnection rows = salvage.rows();
      rows.execute("BEGIN IMMEDIATE");
      new SalvagedRows(rows, files).keepWhatIsWhole();
      var sweep = new Sweep(rows, files);
      sweep.deleteUnreferred();
      rememberLog(rows);
      rows.execute("COMMIT");
      told = new DataRepair(damage.words(), aside, counts(salvage, damage), lostEntries(salvage));
      setAside(sweep.orphans(), aside.resolve(BodyFiles.FOLDER));
    }
    swap.swap();
    return told;
  }

  private static List<DataRepair.Count> counts(Salvage salvage, DatabaseCheck.Damage damage)
      throws StoreException {
    var counts = new ArrayList<DataRepair.Count>();
    for (var counted : COUNTED.entrySet()) {
      long kept = salvage.rows().number("SELECT count(*) FROM main." + counted.getValue(), 0);
      Long all =
          damage.hidesRows()
              ? null
              : salvage.read("SELECT count(*) FROM damaged." + counted.getValue());
      counts.add(new DataRepair.Count(counted.getKey(), kept, lost(all, kept)));
    }
    return counts;
  }

  private static @Nullable Long lost(@Nullable Long all, long kept) {
    return all == null ? null : Math.max(0, all - kept);
  }

  /** An index may name what its table has lost. */
  private static List<String> lostEntries(Salvage salvage) throws StoreException {
    return salvage.texts(
        """
        SELECT url FROM damaged.cache_entry INDEXED BY cache_entry_by_url
        WHERE id NOT IN (SELECT id FROM main.cache_entry) LIMIT\s"""
            + MOST_NAMED);
  }

  private static void setAside(List<Path> orphans, Path aside) throws IOException {
    if (orphans.isEmpty()) {
      return;
    }
    Files.createDirectories(aside);
    for (Path orphan : orphans) {
      Files.move(orphan, aside.resolve(orphan.getFileName()));
    }
    FileSync.FORCE.syncNames(aside);
  }
}
