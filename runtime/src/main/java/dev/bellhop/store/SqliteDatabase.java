package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One thread writes, in groups: what has queued up while a transaction ran becomes the next one. A
 * few threads read, each on a connection of its own.
 */
final class SqliteDatabase implements Database, AutoCloseable {
  private static final int READERS = 2;
  private static final DatabaseJob<@Nullable Void> END =
      new DatabaseJob<>(transaction -> null, Reach.PROCESS);

  private final SqliteConnection writer;
  private final DiskSync disk;
  private final DatabaseRoom room;
  private final WriteQueue writes = new WriteQueue();
  private final LinkedBlockingQueue<DatabaseJob<?>> reads = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final DamageWatch damage = new DamageWatch();
  private final WriteLog log;
  private final TableWriter tables;
  private volatile boolean closed;

  /** The sequence of the last write in the log. */
  private volatile long logged;

  /** Opens a database file whose schema is in order, and starts the threads. */
  SqliteDatabase(Path file, LogScan found, FileSync sync) throws IOException {
    writer = SqliteConnection.open(file);
    List<SqliteConnection> readers = new ArrayList<>();
    try {
      configure(writer);
      // The log is as large as a group of large rows needs; a checkpoint costs two syncs.
      writer.execute("PRAGMA wal_autocheckpoint = 4000");
      writer.execute("PRAGMA journal_size_limit = 67108864");
      logged = TableWriter.applied(writer);
      while (readers.size() < READERS) {
        SqliteConnection reader = SqliteConnection.open(file);
        readers.add(reader);
        configure(reader);
        reader.execute("PRAGMA query_only = 1");
      }
      Path wal = SqliteFiles.log(file);
      room = new DatabaseRoom(wal, writer);
      disk = new DiskSync(wal, sync, System::nanoTime);
      log = writeLog(found, sync);
    } catch (IOException e) {
      for (SqliteConnection reader : readers) {
        reader.close();
      }
      writer.close();
      throw e;
    }
    tables = new TableWriter(writer, room, log, disk, damage);
    threads.add(Thread.ofPlatform().name("bellhop-db-write").daemon().start(this::runWrites));
    for (int i = 0; i < READERS; i++) {
      SqliteConnection reader = readers.get(i);
      threads.add(
          Thread.ofPlatform().name("bellhop-db-read-" + i).daemon().start(() -> runReads(reader)));
    }
  }

  private WriteLog writeLog(LogScan found, FileSync sync) throws IOException {
    try {
      return new WriteLog(found, logged, sync, disk::sync);
    } catch (IOException e) {
      disk.close();
      throw e;
    }
  }

  private static void configure(SqliteConnection connection) throws StoreException {
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("PRAGMA synchronous = NORMAL");
    connection.execute("PRAGMA temp_store = MEMORY");
    connection.execute("PRAGMA cache_size = -8000");
  }

  /** What the database leaves of the disk. */
  DatabaseRoom room() {
    return room;
  }

  /** What was found to be damaged. */
  DamageWatch damage() {
    return damage;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return add(new DatabaseJob<>(work, Reach.PROCESS));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> writeSynced(Work<T> work) {
    return add(new DatabaseJob<>(work, Reach.DISK));
  }

  @Override
  public CompletableFuture<Void> sync() {
    return writeSynced(transaction -> null);
  }

  private <T extends @Nullable Object> CompletableFuture<T> add(DatabaseJob<T> job) {
    writes.add(job);
    // A job that was added after the end of its queue is found here.
    if (closed && writes.remove(job)) {
      job.fail(closed());
    }
    return job.future;
  }

  private static StoreException closed() {
    return new StoreException(Kind.IO, Failures.CLOSED, null);
  }

  @Override
  public boolean log(LoggedWrite write, Reach reach) {
    byte[] record = write.record();
    synchronized (log) {
      // Behind what the tables cannot take, nobody should be promised anything.
      if (closed || tables.owes()) {
        return false;
      }
      long sequence = log.append(record, reach);
      if (sequence == 0) {
        return false;
      }
      logged = sequence;
      write.logged();
      var job = new LoggedJob(write, sequence);
      if (log.outrunsTables()) {
        job.hurry();
      }
      writes.add(job);
    }
    return true;
  }

  @Override
  public CompletableFuture<Void> syncLog() {
    return flushed() ? log.sync() : sync();
  }

  /** Whether the log's file has all that was logged; what it lacks the tables will have. */
  private boolean flushed() {
    synchronized (log) {
      return log.flush();
    }
  }

  @Override
  public @Nullable CompletableFuture<Void> syncLogHere() {
    return flushed() ? log.syncHere() : sync();
  }

  /**
   * Does what an earlier process has logged, of which nothing is left to do up to this sequence
   * then; completes when the tables have it. To be called before anybody else writes.
   */
  CompletableFuture<Void> replay(long upTo, List<LoggedJob> jobs) {
    if (upTo <= logged) {
      return CompletableFuture.completedFuture(null);
    }
    logged = upTo;
    jobs.forEach(writes::add);
    writes.add(LoggedJob.end(upTo));
    return write(transaction -> null);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
    var job = new DatabaseJob<>(work, Reach.PROCESS);
    if (logged <= log.applied()) {
      addRead(job);
    } else {
      write(transaction -> null)
          .whenComplete(
              (applied, failure) -> {
                if (failure == null) {
                  addRead(job);
                } else {
                  job.fail(failure);
                }
              });
    }
    return job.future;
  }

  private void addRead(DatabaseJob<?> job) {
    reads.add(job);
    if (closed && reads.remove(job)) {
      job.fail(closed());
    }
  }

  private void runWrites() {
    var group = new ArrayList<DatabaseJob<?>>();
    boolean ended = false;
    while (!ended) {
      group.clear();
      try {
        writes.take(group);
      } catch (InterruptedException e) {
        return;
      }
      ended = group.remove(END);
      if (!group.isEmpty() || tables.owes()) {
        tables.commit(group);
      }
    }
  }

  private void runReads(SqliteConnection connection) {
    while (true) {
      DatabaseJob<?> job;
      try {
        job = reads.take();
      } catch (InterruptedException e) {
        break;
      }
      if (job == END) {
        break;
      }
      try {
        connection.executeKept("BEGIN");
        job.run(connection);
        connection.executeKept(job.failed() ? "ROLLBACK" : "COMMIT");
      } catch (StoreException e) {
        job.fail(e);
      }
      damage.saw(job.failure());
      job.complete();
    }
    try {
      connection.close();
    } catch (StoreException e) {
      // Nothing was written on it.
    }
  }

  /** Does what was asked for before, then ends the threads and the connections. */
  @Override
  public void close() throws IOException {
    closed = true;
    writes.add(END);
    for (int i = 0; i < READERS; i++) {
      reads.add(END);
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    log.close();
    disk.close();
    writer.close();
  }
}
