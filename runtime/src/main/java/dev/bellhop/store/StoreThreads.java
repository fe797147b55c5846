package dev.bellhop.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what waits for files. */
final class StoreThreads {
  private StoreThreads() {}

  /** So many of them; after their end they refuse work in a sentence that a user can read. */
  static ExecutorService start(String name, int count) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name(name, 0).daemon().factory(),
        (task, ended) -> {
          throw new RejectedExecutionException(Failures.CLOSED);
        });
  }
}
