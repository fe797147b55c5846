package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Writes groups of jobs, a transaction each. What the log has stays here until the tables have it:
 * where they cannot, neither can anything that comes behind it. For one thread.
 */
final class TableWriter {
  private static final String APPLIED =
      """
      INSERT INTO write_log (id, applied) VALUES (0, ?1)
      ON CONFLICT (id) DO UPDATE SET applied = ?1""";

  /** Fewer ask for themselves as quickly. */
  private static final int WORTH_ASKING = 8;

  private final SqliteConnection connection;
  private final DatabaseRoom room;
  private final WriteLog log;
  private final DiskSync disk;
  private final DamageWatch damage;

  /** Of the log, in order, after a transaction that has failed. */
  private final List<LoggedJob> owed = new ArrayList<>();

  private volatile boolean owing;

  TableWriter(
      SqliteConnection connection,
      DatabaseRoom room,
      WriteLog log,
      DiskSync disk,
      DamageWatch damage) {
    this.connection = connection;
    this.room = room;
    this.log = log;
    this.disk = disk;
    this.damage = damage;
  }

  /** The sequence of the last logged write that tables have. */
  static long applied(SqliteConnection connection) throws StoreException {
    return connection.number("SELECT applied FROM write_log", 0);
  }

  /**
   * Whether the log has what the tables could not take. Safe from any thread: whoever hears of a
   * write knows by it whether those before are done.
   */
  boolean owes() {
    return owing;
  }

  /** Does a group, and tells of it. */
  void commit(List<DatabaseJob<?>> group) {
    group.addAll(0, owed);
    owed.clear();
    StoreException lost = run("BEGIN IMMEDIATE");
    if (lost == null) {
      lost = runAll(group);
    }
    if (lost != null) {
      run("ROLLBACK");
      if (lost.kind() == Kind.FULL) {
        room.shrinkLog();
      }
      fail(group, lost);
      return;
    }
    complete(group);
    log.tend();
    room.committed();
  }

  private @Nullable StoreException run(String sql) {
    try {
      connection.executeKept(sql);
      return null;
    } catch (StoreException e) {
      return e;
    }
  }

  private @Nullable StoreException runAll(List<DatabaseJob<?>> group) {
    if (group.size() == 1 && !(group.getFirst() instanceof LoggedJob)) {
      // The transaction is its savepoint.
      group.getFirst().run(connection);
      return run(group.getFirst().failed() ? "ROLLBACK" : "COMMIT");
    }
    long applied = 0;
    for (int from = 0; from < group.size(); ) {
      int to = from;
      while (to < group.size() && group.get(to) instanceof LoggedJob logged) {
        applied = logged.sequence();
        to++;
      }
      StoreException lost;
      if (to > from) {
        lost = runTogether(group.subList(from, to));
      } else {
        lost = runAlone(group.get(to++));
      }
      if (lost != null) {
        return lost;
      }
      from = to;
    }
    if (applied > 0) {
      try {
        connection.update(APPLIED, applied);
      } catch (StoreException e) {
        return e;
      }
    }
    return run("COMMIT");
  }

  /** Gives the failure that has undone the whole transaction, or null where it goes on. */
  private @Nullable StoreException runAlone(DatabaseJob<?> job) {
    try {
      connection.executeKept("SAVEPOINT one");
      job.run(connection);
      if (job.failed()) {
        connection.executeKept("ROLLBACK TO one");
      }
      connection.executeKept("RELEASE one");
      return null;
    } catch (StoreException e) {
      // SQLite undoes the whole transaction itself when, say, the disk is full.
      return job.failure() instanceof StoreException first ? first : e;
    }
  }

  /** As {@link #runAlone}, for logged jobs: they hardly ever fail, and can be run again. */
  private @Nullable StoreException runTogether(List<DatabaseJob<?>> jobs) {
    StoreException lost = run("SAVEPOINT many");
    if (lost != null) {
      return lost;
    }
    Throwable failure = runSharing(jobs);
    if (failure != null) {
      lost = run("ROLLBACK TO many");
      if (lost != null) {
        return failure instanceof StoreException first ? first : lost;
      }
      jobs.forEach(DatabaseJob::undo);
      lost = runOneByOne(jobs);
    }
    return lost == null ? run("RELEASE many") : lost;
  }

  /** Runs jobs up to the first that fails; gives its failure. */
  private @Nullable Throwable runSharing(List<DatabaseJob<?>> jobs) {
    var shared = new SharedWork();
    if (jobs.size() >= WORTH_ASKING) {
      for (DatabaseJob<?> job : jobs) {
        if (job instanceof LoggedJob logged) {
          logged.ask(shared);
        }
      }
    }
    try {
      shared.look(connection);
      connection.share(shared);
      for (DatabaseJob<?> job : jobs) {
        job.run(connection);
        if (job.failed()) {
          return job.failure();
        }
      }
      shared.addAll(connection);
      return null;
    } catch (StoreException e) {
      return e;
    } finally {
      connection.share(null);
    }
  }

  private @Nullable StoreException runOneByOne(List<DatabaseJob<?>> jobs) {
    for (DatabaseJob<?> job : jobs) {
      StoreException lost = runAlone(job);
      if (lost == null && job.failure() instanceof StoreException failure && !isRefusal(failure)) {
        lost = failure;
      }
      if (lost != null) {
        return lost;
      }
    }
    return null;
  }

  /** Whether it is the write that is wrong, and not the disk or the database. */
  private static boolean isRefusal(StoreException failure) {
    return failure.getCause() instanceof SQLException e
        && Failures.primaryCode(e) == SQLiteErrorCode.SQLITE_CONSTRAINT;
  }

  private void fail(List<DatabaseJob<?>> group, StoreException lost) {
    damage.saw(lost);
    List<DatabaseJob<?>> failed = new ArrayList<>();
    for (DatabaseJob<?> job : group) {
      if (job instanceof LoggedJob logged) {
        logged.undo();
        owed.add(logged);
      } else {
        failed.add(job);
      }
    }
    owing = !owed.isEmpty();
    failed.forEach(job -> job.fail(lost));
  }

  private void complete(List<DatabaseJob<?>> group) {
    owing = false;
    List<DatabaseJob<?>> synced = new ArrayList<>();
    long applied = log.applied();
    for (DatabaseJob<?> job : group) {
      damage.saw(job.failure());
      job.over();
      if (job instanceof LoggedJob logged) {
        applied = logged.sequence();
        Throwable failure = job.failure();
        if (failure != null) {
          logged.refuse(failure);
        }
      }
    }
    // Whoever hears of a job may read what was logged before it.
    log.applied(applied);
    for (DatabaseJob<?> job : group) {
      if (job.reach() == Reach.DISK && !job.failed()) {
        synced.add(job);
      } else {
        job.complete();
      }
    }
    if (!synced.isEmpty()) {
      disk.sync()
          .whenComplete(
              (done, failure) -> {
                for (DatabaseJob<?> job : synced) {
                  if (failure != null) {
                    job.fail(failure);
                  } else {
                    job.complete();
                  }
                }
              });
    }
  }
}
