package dev.bellhop.store;

import java.nio.file.Path;
import java.util.List;

/** The names of the files that SQLite makes of a database. */
final class SqliteFiles {
  private static final String LOG = "-wal";
  private static final String INDEX_OF_LOG = "-shm";

  /** What SQLite writes instead of a log while a database has none, as a new one at first. */
  private static final String JOURNAL = "-journal";

  private SqliteFiles() {}

  /** The log of commits beside a database's file. */
  static Path log(Path database) {
    return beside(database, LOG);
  }

  /** All that may be there, the file itself last. */
  static List<Path> all(Path database) {
    return List.of(
        beside(database, INDEX_OF_LOG), log(database), beside(database, JOURNAL), database);
  }

  private static Path beside(Path database, String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }
}
