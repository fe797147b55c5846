package dev.bellhop.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other on a thread of its own, in the order they were posted.
 *
 * @see <a href="https://html.spec.whatwg.org/#event-loops">HTML: event loops</a>
 */
final class EventLoop {
  /** Room for a deep recursion in a script before it gets its RangeError. */
  private static final long STACK_BYTES = 4L << 20;

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Consumer<Runnable> runner;
  private final Thread thread;

  /** Posted tasks that have not ended, running timers, operations without an answer. */
  private final AtomicInteger pending = new AtomicInteger();

  private final List<CompletableFuture<Void>> idleWaiters = new ArrayList<>();
  private volatile boolean stopped;

  /** With what runs each task, and throws nothing. */
  EventLoop(String name, Consumer<Runnable> runner) {
    this.runner = runner;
    this.thread = new Thread(null, this::run, name, STACK_BYTES);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** What runs its tasks. */
  Thread thread() {
    return thread;
  }

  boolean isStopped() {
    return stopped;
  }

  void post(Runnable task) {
    pending.incrementAndGet();
    tasks.add(task);
  }

  /** Something is under way that will post a task: the loop is not idle until {@link #release}. */
  void retain() {
    pending.incrementAndGet();
  }

  void release() {
    if (pending.decrementAndGet() == 0) {
      completeIdle();
    }
  }

  /** Whether no task waits. */
  boolean isIdleButForThis() {
    return tasks.isEmpty();
  }

  CompletableFuture<Void> idle() {
    var idle = new CompletableFuture<Void>();
    synchronized (idleWaiters) {
      idleWaiters.add(idle);
    }
    if (pending.get() == 0 || stopped) {
      completeIdle();
    }
    return idle;
  }

  /** Runs no task after the current one. */
  void stop() {
    stopped = true;
    tasks.clear();
    tasks.add(() -> {});
    completeIdle();
  }

  private void run() {
    try {
      while (!stopped) {
        Runnable task = tasks.take();
        if (stopped) {
          return;
        }
        runOne(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop();
    }
  }

  private void runOne(Runnable task) {
    try {
      runner.accept(task);
    } catch (OutOfMemoryError e) {
      // Not even enough to deal with that: the next task may find more, or the end of the loop.
    } finally {
      release();
    }
  }

  private void completeIdle() {
    List<CompletableFuture<Void>> ready;
    synchronized (idleWaiters) {
      ready = List.copyOf(idleWaiters);
      idleWaiters.clear();
    }
    ready.forEach(waiter -> waiter.complete(null));
  }
}
