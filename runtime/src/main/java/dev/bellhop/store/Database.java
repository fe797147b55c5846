package dev.bellhop.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The store's tables. Work runs on the database's own threads, never on the caller's, and so does
 * what depends on the futures: it must not block. Safe from any thread.
 */
public interface Database {
  /** Something to do within one transaction. It must not keep the transaction. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    /** Does it. */
    T run(Transaction transaction) throws IOException;
  }

  /**
   * Changes rows. Writes run one after another in the order of the calls; neighbours may share a
   * commit, each within a savepoint of its own, so that a write that throws undoes only itself.
   * Completes after the commit: the change survives the end of the process. Completes exceptionally
   * with a {@link StoreException}, or with what the work threw.
   */
  <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work);

  /**
   * As {@link #write}, and completes when the change, and every write before it, has reached the
   * disk itself and so survives a power cut. Writes that end at the same time share one
   * synchronization.
   */
  <T extends @Nullable Object> CompletableFuture<T> writeSynced(Work<T> work);

  /**
   * A write that can be told in a few bytes and, once it is told, cannot fail but for the tables as
   * a whole: room for it has been taken.
   */
  interface LoggedWrite extends Work<@Nullable Void> {
    /** What an opening needs to do it: {@link Replay} makes the same write of it. */
    byte[] record();

    /**
     * It is certain to come about, and nobody has heard of it yet. Called before {@link #run}, on
     * the thread that logs it; must be quick.
     */
    void logged();

    /** Adds what {@link #run} will want to know of the tables. */
    void ask(SharedWork shared);

    /** The tables would not have it, because of what it is. */
    void refused(Throwable failure);

    /**
     * Does it; again where the transaction has failed, in a later one. What cannot be done any
     * more, because what it is about has gone, is left out.
     */
    @Override
    @Nullable Void run(Transaction transaction) throws IOException;
  }

  /**
   * As {@link #write}, but for a log on the caller's own thread: it survives the end of the process
   * as soon as this returns, though the tables come to have it later. What is to reach the disk
   * itself survives nothing before a later {@link #syncLog} completes.
   *
   * @return false where the log has no room for it or cannot be written: nothing has happened then
   */
  boolean log(LoggedWrite write, Reach reach);

  /** Completes when every write that was logged before has reached the disk itself. */
  CompletableFuture<Void> syncLog();

  /**
   * As {@link #syncLog}, on the caller's thread, which waits for the disk: for one that has nothing
   * else to do. To wake another and be woken by it takes about as long as a quick disk.
   *
   * @return null where the disk has not been quick lately: nothing was done then
   */
  @Nullable CompletableFuture<Void> syncLogHere();

  /**
   * Reads rows, beside other reads and writes, from one snapshot that holds every write whose
   * future had completed before the call.
   */
  <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work);

  /** Completes when every write called before has reached the disk itself. */
  CompletableFuture<Void> sync();
}
