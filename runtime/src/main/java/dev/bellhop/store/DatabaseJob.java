package dev.bellhop.store;

import dev.bellhop.store.Database.Work;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something to do with the tables, and what came of it. For the thread that does it. */
class DatabaseJob<T extends @Nullable Object> {
  private enum Outcome {
    DONE,
    UNDONE
  }

  final CompletableFuture<T> future = new CompletableFuture<>();
  private final Work<T> work;
  private final Reach reach;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private List<Transaction.Ending> endings = List.of();

  /** Work whose result is told when it has reached so far. */
  DatabaseJob(Work<T> work, Reach reach) {
    this.work = work;
    this.reach = reach;
  }

  /** Whether somebody waits for it. */
  boolean urgent() {
    return true;
  }

  Reach reach() {
    return reach;
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
    end(failure == null ? Outcome.DONE : Outcome.UNDONE);
  }

  /** Nothing has come of it, and it can be run again. */
  void undo() {
    end(Outcome.UNDONE);
    failure = null;
  }

  private void end(Outcome outcome) {
    List<Transaction.Ending> due = endings;
    endings = List.of();
    for (Transaction.Ending ending : due) {
      ending.over(outcome == Outcome.DONE);
    }
  }

  @Nullable Throwable failure() {
    return failure;
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
