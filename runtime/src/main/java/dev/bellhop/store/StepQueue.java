package dev.bellhop.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs steps on an executor, one after another: each when the stage of the last has completed. */
final class StepQueue {
  /** A step that blocks for a file at most; what takes longer is in the stage that it gives. */
  @FunctionalInterface
  interface Step<T extends @Nullable Object> {
    CompletionStage<T> run() throws IOException;
  }

  private final Executor executor;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  StepQueue(Executor executor) {
    this.executor = executor;
  }

  <T extends @Nullable Object> CompletableFuture<T> add(Step<T> step) {
    var future = new CompletableFuture<T>();
    synchronized (this) {
      waiting.add(() -> run(step, future));
      if (busy) {
        return future;
      }
      busy = true;
    }
    next();
    return future;
  }

  synchronized boolean idle() {
    return !busy;
  }

  private <T extends @Nullable Object> void run(Step<T> step, CompletableFuture<T> future) {
    CompletionStage<T> stage;
    try {
      stage = step.run();
    } catch (IOException | RuntimeException e) {
      stage = CompletableFuture.failedFuture(Failures.of("write a body", e));
    }
    stage.whenComplete(
        (value, failure) -> {
          // The next step first, so that it has begun when the caller hears of this one.
          next();
          if (failure == null) {
            future.complete(value);
          } else {
            future.completeExceptionally(Failures.of("write a body", failure));
          }
        });
  }

  private void next() {
    Runnable first;
    synchronized (this) {
      first = waiting.poll();
      if (first == null) {
        busy = false;
        return;
      }
    }
    executor.execute(first);
  }
}
