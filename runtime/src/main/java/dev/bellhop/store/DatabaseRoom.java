package dev.bellhop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees to it that the database leaves room on a small disk. What is in its log is copied into the
 * database before the log can shrink, so there must be room for both then; and what was deleted
 * becomes free pages within the database, which are room too. Used on the thread that writes, but
 * for {@link #freePages}.
 */
final class DatabaseRoom {
  /** Looking costs a few microseconds, as much as a small write: on a roomy disk it is rare. */
  private static final int LOOK_EVERY = 16;

  private static final long ROOMY = 64L << 20;
  private static final long SMALL_LOG = 256 * 1024;

  private final Path log;
  private final SqliteConnection writer;
  private boolean roomy;
  private int commits;
  private volatile long freePages;

  DatabaseRoom(Path log, SqliteConnection writer) {
    this.log = log;
    this.writer = writer;
  }

  /** How many bytes the database can take in without growing; 0 where the disk is roomy. */
  long freePages() {
    return freePages;
  }

  /** To be called after each transaction. */
  void committed() {
    if (++commits % LOOK_EVERY != 0 && roomy) {
      return;
    }
    long usable = log.toFile().getUsableSpace();
    roomy = usable > ROOMY;
    try {
      freePages = roomy ? 0 : freePages(writer);
      long size = Files.size(log);
      if (size > SMALL_LOG && usable < 2 * size) {
        shrinkLog();
      }
    } catch (IOException e) {
      // Without a log there is nothing to shrink.
    }
  }

  /** Empties the log, where that can be. */
  void shrinkLog() {
    try {
      writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (StoreException e) {
      // The log stays as it is, and is read as before.
    }
  }

  private static long freePages(SqliteConnection connection) throws StoreException {
    return connection.number("PRAGMA freelist_count", 0) * connection.number("PRAGMA page_size", 0);
  }
}
