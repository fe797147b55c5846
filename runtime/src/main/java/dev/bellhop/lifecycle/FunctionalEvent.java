package dev.bellhop.lifecycle;

import dev.bellhop.engine.EventOutcome;
import dev.bellhop.http.Causes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A functional event or a fetch event on its way, which outlives the termination of its worker.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#terminate-service-worker">Service Workers:
 *     Terminate Service Worker</a>
 */
final class FunctionalEvent {
  /** How often an event is dispatched again in this process after its worker was stopped. */
  private static final int RESTARTS = 3;

  private final WorkerRegistration registration;
  private final BooleanSupplier wanted;
  private final String type;
  private final @Nullable String id;
  private final Supplier<@Nullable Object[]> arguments;

  FunctionalEvent(
      WorkerRegistration registration,
      BooleanSupplier wanted,
      String type,
      @Nullable String id,
      Supplier<@Nullable Object[]> arguments) {
    this.registration = registration;
    this.wanted = wanted;
    this.type = type;
    this.id = id;
    this.arguments = arguments;
  }

  CompletableFuture<Optional<EventOutcome>> fire() {
    return attempt(RESTARTS).whenComplete((outcome, failure) -> registration.announceEventEnd());
  }

  private CompletableFuture<Optional<EventOutcome>> attempt(int restarts) {
    return registration
        .activated()
        .thenCompose(
            worker ->
                worker
                    .dispatch(type, id, arguments.get())
                    .exceptionallyCompose(failure -> again(worker, Causes.of(failure), restarts)));
  }

  private CompletableFuture<Optional<EventOutcome>> again(
      Worker worker, Throwable failure, int restarts) {
    if (!(failure instanceof CancellationException)
        || registration.suspended()
        || !wanted.getAsBoolean()) {
      return CompletableFuture.failedFuture(failure);
    }
    if (restarts == 0) {
      worker.diagnose("event-lost", Map.of("type", type, "times", Integer.toString(RESTARTS + 1)));
      return CompletableFuture.failedFuture(failure);
    }
    return attempt(restarts - 1);
  }
}
