package dev.bellhop.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM: closes what has to be closed, in order, and says so. The JVM then ends the
 * process with the signal's exit code, 130 or 143.
 */
final class OrderlyStop implements AutoCloseable {
  private final Thread hook;
  private volatile boolean begun;

  /** From now on, a signal closes these one after the other. What has arrived is kept by that. */
  OrderlyStop(List<Runnable> closings, PrintWriter err) {
    this(closings, err, "stopped; what has arrived is kept, the next run goes on with it.");
  }

  /** From now on, a signal closes these one after the other, and then says this. */
  OrderlyStop(List<Runnable> closings, PrintWriter err, String saying) {
    hook =
        Thread.ofPlatform()
            .name("bellhop-stop")
            .unstarted(
                () -> {
                  begun = true;
                  closings.forEach(Runnable::run);
                  err.println("bellhop: " + saying);
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits for a future. Where a stop begins meanwhile, this never returns: the process ends. */
  <T> T await(CompletableFuture<T> future) {
    try {
      T result = future.join();
      endWhereStopping();
      return result;
    } catch (CompletionException e) {
      endWhereStopping();
      throw e;
    }
  }

  /** From now on, a signal just ends the process. */
  @Override
  public void close() {
    endWhereStopping();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came this very moment.
      awaitEnd();
    }
  }

  private void endWhereStopping() {
    if (begun) {
      awaitEnd();
    }
  }

  private static void awaitEnd() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // Only the end of the process ends this.
      }
    }
  }
}
