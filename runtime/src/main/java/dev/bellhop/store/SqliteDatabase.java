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
  private static final int LARGEST_GROUP = 256;
  private static final Job<@Nullable Void> END = new Job<>(transaction -> null, false);

  private final SqliteConnection writer;
  private final DiskSync disk;
  private final DatabaseRoom room;
  private final LinkedBlockingQueue<Job<?>> writes = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Job<?>> reads = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /** Opens a database file whose schema is in order, and starts the threads. */
  SqliteDatabase(Path file, FileSync sync) throws IOException {
    writer = SqliteConnection.open(file);
    try {
      configure(writer);
      // The log is as large as a group of large rows needs; a checkpoint costs two syncs.
      writer.execute("PRAGMA wal_autocheckpoint = 4000");
      writer.execute("PRAGMA journal_size_limit = 67108864");
      writer.execute("PRAGMA user_version");
      Path wal = file.resolveSibling(file.getFileName() + "-wal");
      disk = new DiskSync(wal, sync);
      room = new DatabaseRoom(wal, writer);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    threads.add(Thread.ofPlatform().name("bellhop-db-write").daemon().start(this::runWrites));
    for (int i = 0; i < READERS; i++) {
      SqliteConnection reader = SqliteConnection.open(file);
      configure(reader);
      reader.execute("PRAGMA query_only = 1");
      threads.add(
          Thread.ofPlatform().name("bellhop-db-read-" + i).daemon().start(() -> runReads(reader)));
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

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return submit(writes, new Job<>(work, false));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> writeSynced(Work<T> work) {
    return submit(writes, new Job<>(work, true));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
    return submit(reads, new Job<>(work, false));
  }

  @Override
  public CompletableFuture<Void> sync() {
    return writeSynced(transaction -> null);
  }

  private <T extends @Nullable Object> CompletableFuture<T> submit(
      LinkedBlockingQueue<Job<?>> queue, Job<T> job) {
    queue.add(job);
    // A job that was added after the end of its queue is found here.
    if (closed && queue.remove(job)) {
      job.fail(new StoreException(Kind.IO, "The data folder was closed.", null));
    }
    return job.future;
  }

  private void runWrites() {
    var group = new ArrayList<Job<?>>();
    boolean ended = false;
    while (!ended) {
      group.clear();
      try {
        group.add(writes.take());
      } catch (InterruptedException e) {
        return;
      }
      writes.drainTo(group, LARGEST_GROUP - 1);
      ended = group.remove(END);
      if (!group.isEmpty()) {
        commit(group);
      }
    }
  }

  private void commit(List<Job<?>> group) {
    try {
      writer.executeKept("BEGIN IMMEDIATE");
    } catch (StoreException e) {
      group.forEach(job -> job.fail(e));
      return;
    }
    StoreException lost = null;
    for (Job<?> job : group) {
      if (lost != null) {
        job.fail(lost);
      } else if (group.size() == 1) {
        job.run(writer);
      } else {
        lost = runInSavepoint(job);
      }
    }
    if (lost == null) {
      lost = end(group.size() == 1 && group.getFirst().failed() ? "ROLLBACK" : "COMMIT");
    }
    if (lost != null) {
      end("ROLLBACK");
      if (lost.kind() == Kind.FULL) {
        room.shrinkLog();
      }
      for (Job<?> job : group) {
        job.fail(lost);
      }
      return;
    }
    complete(group);
    room.committed();
  }

  /** Gives the failure that has undone the whole transaction, or null where it goes on. */
  private @Nullable StoreException runInSavepoint(Job<?> job) {
    try {
      writer.executeKept("SAVEPOINT one");
      job.run(writer);
      if (job.failed()) {
        writer.executeKept("ROLLBACK TO one");
      }
      writer.executeKept("RELEASE one");
      return null;
    } catch (StoreException e) {
      // SQLite undoes the whole transaction itself when, say, the disk is full.
      return job.failure instanceof StoreException first ? first : e;
    }
  }

  private @Nullable StoreException end(String how) {
    try {
      writer.executeKept(how);
      return null;
    } catch (StoreException e) {
      return e;
    }
  }

  private void complete(List<Job<?>> group) {
    List<Job<?>> synced = null;
    for (Job<?> job : group) {
      job.over();
      if (!job.synced || job.failed()) {
        job.complete();
      } else {
        if (synced == null) {
          synced = new ArrayList<>();
        }
        synced.add(job);
      }
    }
    if (synced != null) {
      List<Job<?>> waiting = synced;
      disk.sync()
          .whenComplete(
              (done, failure) -> {
                for (Job<?> job : waiting) {
                  if (failure != null) {
                    job.fail(failure);
                  } else {
                    job.complete();
                  }
                }
              });
    }
  }

  private void runReads(SqliteConnection connection) {
    while (true) {
      Job<?> job;
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
    disk.close();
    writer.close();
  }

  private static final class Job<T extends @Nullable Object> {
    private final Work<T> work;
    private final boolean synced;
    final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private List<Transaction.Ending> endings = List.of();

    Job(Work<T> work, boolean synced) {
      this.work = work;
      this.synced = synced;
    }

    void run(SqliteConnection transaction) {
      try {
        result = work.run(transaction);
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
      endings = transaction.takeEndings();
    }

    /** The transaction is over, before the result is told. */
    void over() {
      List<Transaction.Ending> due = endings;
      endings = List.of();
      for (Transaction.Ending ending : due) {
        ending.over(failure == null);
      }
    }

    boolean failed() {
      return failure != null;
    }

    void fail(Throwable why) {
      if (failure == null) {
        failure = why;
      }
      complete();
    }

    @SuppressWarnings("NullAway")
    void complete() {
      over();
      if (failure != null) {
        future.completeExceptionally(failure);
      } else {
        future.complete(result);
      }
    }
  }
}
