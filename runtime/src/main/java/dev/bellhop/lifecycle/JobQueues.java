package dev.bellhop.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one scope run one after another, each to its end. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#schedule-job-algorithm">Service Workers:
 *     Schedule Job</a>
 */
final class JobQueues {
  private final Map<String, Scheduled> last = new HashMap<>();

  /** What a job does. */
  enum Type {
    REGISTER,
    UPDATE,
    UNREGISTER
  }

  /**
   * What makes two jobs equivalent: all of it. Members that a type of job does not have are "".
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-job-equivalent">equivalent</a>
   */
  record Key(Type type, String scope, String script, String workerType, String updateViaCache) {
    static Key unregister(String scope) {
      return new Key(Type.UNREGISTER, scope, "", "", "");
    }
  }

  /**
   * A job in its queue.
   *
   * @param promise the registration that it is about, or null: may complete before the job's end
   * @param end completes, or fails, as the job does
   */
  record Scheduled(
      Key key, CompletableFuture<@Nullable WorkerRegistration> promise, CompletableFuture<?> end) {}

  /**
   * Runs a job when those of its scope before it have ended; or joins the last of them, where that
   * is equivalent and its promise has not settled.
   *
   * @param job completes the promise that it gets, or else leaves that to the job's failure
   */
  Scheduled schedule(
      Key key,
      Function<CompletableFuture<@Nullable WorkerRegistration>, CompletableFuture<?>> job) {
    // Jobs are begun outside the lock.
    CompletableFuture<Void> start = new CompletableFuture<>();
    Scheduled scheduled;
    synchronized (this) {
      Scheduled before = last.get(key.scope());
      if (before != null && before.key().equals(key) && !before.promise().isDone()) {
        return before;
      }
      CompletableFuture<@Nullable WorkerRegistration> promise = new CompletableFuture<>();
      CompletableFuture<?> ended =
          before == null ? start : before.end().handle((value, failure) -> null);
      CompletableFuture<?> end =
          start.thenCompose(nothing -> ended).thenCompose(nothing -> job.apply(promise));
      end.whenComplete(
          (value, failure) -> {
            if (failure != null) {
              promise.completeExceptionally(failure);
            }
          });
      scheduled = new Scheduled(key, promise, end);
      last.put(key.scope(), scheduled);
    }
    start.complete(null);
    return scheduled;
  }

  /** The last job of each scope that has not ended. */
  synchronized List<CompletableFuture<?>> unfinished() {
    last.values().removeIf(job -> job.end().isDone());
    return last.values().stream().<CompletableFuture<?>>map(Scheduled::end).toList();
  }
}
