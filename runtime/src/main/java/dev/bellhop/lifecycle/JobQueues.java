package dev.bellhop.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Jobs of one scope run one after another, each to its end. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#schedule-job-algorithm">Service Workers:
 *     Schedule Job</a>
 */
final class JobQueues {
  private final Map<String, CompletableFuture<?>> last = new HashMap<>();

  /** Runs a job when those of its scope before it have ended; completes, or fails, as it does. */
  synchronized CompletableFuture<?> schedule(String scope, Supplier<CompletableFuture<?>> job) {
    CompletableFuture<?> before = last.getOrDefault(scope, CompletableFuture.completedFuture(null));
    CompletableFuture<?> after =
        before.handle((value, failure) -> null).thenCompose(nothing -> job.get());
    last.put(scope, after);
    return after;
  }

  /** The last job of each scope that has not ended. */
  synchronized List<CompletableFuture<?>> unfinished() {
    last.values().removeIf(CompletableFuture::isDone);
    return List.copyOf(last.values());
  }
}
