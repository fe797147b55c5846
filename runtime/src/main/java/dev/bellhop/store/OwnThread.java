package dev.bellhop.store;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Long work that blocks, each on a virtual thread of its own. */
public final class OwnThread {
  private OwnThread() {}

  /** Begins the work on a thread of this name; what it throws fails the future. */
  public static <T> CompletableFuture<T> run(String name, Callable<T> work) {
    var future = new CompletableFuture<T>();
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                future.complete(work.call());
              } catch (Exception e) {
                future.completeExceptionally(e);
              }
            });
    return future;
  }
}
