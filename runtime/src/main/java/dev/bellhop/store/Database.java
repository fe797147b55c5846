package dev.bellhop.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * The store's tables. Work runs on the database's own threads, never on the caller's. Safe from any
 * thread.
 */
public interface Database {
  /** Something to do with a connection. It must not commit, roll back or close it, nor keep it. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * Changes rows. Writes run one after another in the order of the calls; neighbours may share a
   * transaction, each within a savepoint of its own, so that a write that throws undoes only
   * itself. Completes after the commit; exceptionally with a {@link StoreException}, or with what
   * the work threw.
   */
  <T> CompletableFuture<T> write(Work<T> work);

  /** Reads rows, beside other reads and writes; sees every write whose future had completed. */
  <T> CompletableFuture<T> read(Work<T> work);

  /** Completes when everything written so far has reached the disk itself (power loss). */
  CompletableFuture<Void> sync();
}
