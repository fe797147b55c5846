package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a damaged database that SQLite can still read into a new one, and says how
 * many there were. The damaged one is only read. Blocks; for one thread at a time.
 */
final class Salvage implements AutoCloseable {
  /** Where so many readings of one table have failed, the rest of it is given up. */
  private static final int MOST_FAILURES = 20_000;

  /** Where nothing tells the highest id. */
  private static final long BEYOND = 1L << 12;

  private record Table(String name, String columns, boolean hasRowids) {}

  private final SqliteConnection rows;
  private final HeaderGraft graft;
  private final boolean attached;
  private int failures;

  /** From a damaged database into the draft of a new one, of which there is nothing yet. */
  Salvage(Path damaged, DatabaseSwap swap) throws IOException {
    rows = SqliteConnection.open(swap.draft());
    // A draft need survive nothing before it is complete; many small transactions write it.
    rows.execute("PRAGMA journal_mode = MEMORY");
    rows.execute("PRAGMA synchronous = OFF");
    // What refers to lost rows is found when all is there.
    rows.execute("PRAGMA foreign_keys = OFF");
    // Otherwise SQLite reads nothing at all of a file that is shorter than its header says.
    rows.execute("PRAGMA writable_schema = ON");
    graft = new HeaderGraft(damaged, swap.graft());
    attached = attach(damaged) || attach(graft.make());
  }

  private boolean attach(@Nullable Path damaged) throws StoreException {
    if (damaged == null) {
      return false;
    }
    String uri = damaged.toUri() + "?mode=ro";
    boolean readable =
        readable(
            () -> {
              rows.execute("ATTACH '" + uri.replace("'", "''") + "' AS damaged");
              rows.number("SELECT count(*) FROM damaged.sqlite_schema", 0);
            });
    if (!readable) {
      readable(() -> rows.execute("DETACH damaged"));
    }
    return readable;
  }

  /** The new database, whose tables are of the newest version when {@link #copy} is through. */
  SqliteConnection rows() {
    return rows;
  }

  /** Copies what there is. */
  void copy() throws IOException {
    if (attached) {
      Schema.migrate(rows, rows.number("PRAGMA damaged.user_version", 0));
      for (Table table : tables()) {
        failures = 0;
        copy(table);
      }
    }
    Schema.migrate(rows);
  }

  private List<Table> tables() throws StoreException {
    return rows.list(
        """
        SELECT t.name, group_concat(c.name), t.wr = 0
        FROM pragma_table_list t, pragma_table_info(t.name, 'main') c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
        GROUP BY t.name""",
        row -> new Table(row.text(1), row.text(2), row.truth(3)));
  }

  private void copy(Table table) throws StoreException {
    String insert =
        "INSERT OR IGNORE INTO main.%1$s (%2$s) SELECT %2$s FROM damaged.%1$s NOT INDEXED"
            .formatted(table.name(), table.columns());
    if (readable(() -> rows.update(insert))) {
      return;
    }
    switch (table.name()) {
      case "worker_script" -> copyByOwner(insert + " WHERE worker_id = ?", "main.worker", "id");
      case "fetch_record" -> copyByOwner(insert + " WHERE uid = ?", "main.background_fetch", "uid");
      default -> {
        if (table.hasRowids()) {
          copyByIds(insert, 0, highestId(table));
        }
      }
    }
    if (table.name().equals("cache")) {
      // The names of all caches fit one page; this index has them once more.
      readable(
          () ->
              rows.update(
                  """
                  INSERT OR IGNORE INTO main.cache (id, origin, name)
                  SELECT id, origin, name FROM damaged.cache INDEXED BY cache_by_name
                  WHERE doomed = 0"""));
    }
  }

  /** What is tried beyond it costs time, since what cannot be read is tried id by id. */
  private long highestId(Table table) throws StoreException {
    Long found = read("SELECT max(rowid) FROM damaged." + table.name());
    if (found == null) {
      found =
          read(
              table.name().equals("body")
                  ? "SELECT max(body_id) FROM damaged.cache_entry"
                  : "SELECT seq FROM damaged.sqlite_sequence WHERE name = '%s'"
                      .formatted(table.name()));
    }
    return found == null ? BEYOND : found;
  }

  private void copyByOwner(String insert, String owners, String id) throws StoreException {
    for (long owner : rows.list("SELECT " + id + " FROM " + owners, row -> row.number(1))) {
      readable(() -> rows.update(insert, owner));
    }
  }

  /** Halves the range until each half can be read or is a single row. */
  private void copyByIds(String insert, long first, long last) throws StoreException {
    if (first > last || failures > MOST_FAILURES) {
      return;
    }
    if (first == last) {
      // Not as a range: its end is looked for on the next page, which may be the damaged one.
      readable(() -> rows.update(insert + " WHERE rowid = ?", first));
    } else if (!readable(() -> rows.update(insert + " WHERE rowid BETWEEN ? AND ?", first, last))) {
      failures++;
      long middle = first + (last - first) / 2;
      copyByIds(insert, first, middle);
      copyByIds(insert, middle + 1, last);
    }
  }

  /** A number that the damaged database says, or null where it cannot. */
  @Nullable Long read(String sql) throws StoreException {
    try {
      return attached ? rows.first(sql, row -> row.number(1)) : null;
    } catch (StoreException e) {
      requireUnreadable(e);
      return null;
    }
  }

  /** Texts that the damaged database says, or none where it cannot. */
  List<String> texts(String sql) throws StoreException {
    try {
      return attached ? rows.list(sql, row -> row.text(1)) : List.of();
    } catch (StoreException e) {
      requireUnreadable(e);
      return List.of();
    }
  }

  @FunctionalInterface
  private interface Reading {
    void run() throws StoreException;
  }

  private static boolean readable(Reading reading) throws StoreException {
    try {
      reading.run();
      return true;
    } catch (StoreException e) {
      requireUnreadable(e);
      return false;
    }
  }

  /** That the new database cannot be written is no damage of the old one. */
  private static void requireUnreadable(StoreException e) throws StoreException {
    if (e.kind() == Kind.FULL || e.kind() == Kind.READ_ONLY) {
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (graft) {
      rows.close();
    }
  }
}
