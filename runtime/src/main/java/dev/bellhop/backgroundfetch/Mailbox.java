package dev.bellhop.backgroundfetch;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another, in the order they came, on some thread of an executor. */
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private static final Duration THREAD_KEPT = Duration.ofSeconds(10);

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Mailbox(Executor executor) {
    this.executor = executor;
  }

  /**
   * One with a thread of its own, which is there while there is something to do. Tasks are short
   * and come one by one; a new virtual thread for each costs as much as the task.
   */
  static Mailbox withThread(String name) {
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            THREAD_KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(name).daemon().factory());
    executor.allowCoreThreadTimeOut(true);
    return new Mailbox(executor);
  }

  void post(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  /** Runs a task and gives what it returns, or throws. */
  <T extends @Nullable Object> CompletableFuture<T> ask(Supplier<T> task) {
    var answer = new CompletableFuture<T>();
    post(
        () -> {
          try {
            answer.complete(task.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /** Takes a future's outcome in as a task. */
  <T extends @Nullable Object> void whenDone(
      CompletableFuture<T> future, BiConsumer<? super T, ? super @Nullable Throwable> task) {
    future.whenComplete((value, failure) -> post(() -> task.accept(value, failure)));
  }

  private void drain() {
    int missed = 1;
    do {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        try {
          task.run();
        } catch (RuntimeException e) {
          LOG.error("A step of a background fetch failed", e);
        }
      }
      missed = waiting.addAndGet(-missed);
    } while (missed != 0);
  }
}
