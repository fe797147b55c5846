package dev.bellhop.lifecycle;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.http.Causes;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fires functional events: they wait until the active worker is activated, and survive its
 * termination. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#fire-functional-event">Service Workers: Fire
 *     Functional Event</a>
 */
public final class FunctionalEvents {
  /** How often an event is dispatched again in this process after its worker was stopped. */
  private static final int RESTARTS = 3;

  private volatile boolean stopping;

  /** From now on an event whose worker ends is not dispatched again. */
  public void stopping() {
    stopping = true;
  }

  /**
   * Dispatches an event in the registration's active worker.
   *
   * @param eventId what the event is about, for the trace, or null
   * @param arguments makes what the shim makes the event of, anew for each time it is dispatched
   * @return as {@link Worker#dispatch}
   */
  public CompletableFuture<Optional<EventOutcome>> fire(
      WorkerRegistration registration,
      String type,
      @Nullable String eventId,
      Supplier<@Nullable Object[]> arguments) {
    return fire(registration, type, eventId, arguments, RESTARTS);
  }

  /**
   * Dispatches an event as {@link #fire} does.
   *
   * @return completes with what became of it, also where the worker failed
   */
  public CompletableFuture<DispatchResult> dispatch(
      WorkerRegistration registration,
      String type,
      @Nullable String eventId,
      Supplier<@Nullable Object[]> arguments) {
    return fire(registration, type, eventId, arguments)
        .handle((outcome, failure) -> failure == null ? result(type, outcome) : failed(failure));
  }

  private CompletableFuture<Optional<EventOutcome>> fire(
      WorkerRegistration registration,
      String type,
      @Nullable String eventId,
      Supplier<@Nullable Object[]> arguments,
      int restarts) {
    return registration
        .activated()
        .thenCompose(worker -> worker.dispatch(type, eventId, arguments.get()))
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Causes.of(failure);
              return cause instanceof CancellationException && !stopping && restarts > 0
                  ? fire(registration, type, eventId, arguments, restarts - 1)
                  : CompletableFuture.failedFuture(cause);
            });
  }

  private static DispatchResult result(String type, Optional<EventOutcome> outcome) {
    if (outcome.isEmpty() || outcome.get().listeners() == 0) {
      return new DispatchResult(
          Outcome.SKIPPED, 0, 0, 0, "the worker has no listener for " + type, null);
    }
    EventOutcome ended = outcome.get();
    String why =
        ended.thrown() > 0
            ? "a listener threw"
            : ended.rejected() > 0 ? "a promise given to waitUntil() was rejected" : null;
    return new DispatchResult(
        why == null ? Outcome.HANDLED : Outcome.FAILED,
        ended.listeners(),
        ended.thrown(),
        ended.rejected(),
        why,
        null);
  }

  private static DispatchResult failed(Throwable failure) {
    Throwable cause = Causes.of(failure);
    String why =
        switch (cause) {
          case EventTimeoutException _ -> "the event has not ended in time";
          case CancellationException _ -> "the worker was stopped again and again";
          case BellhopException e -> "the worker failed: " + e.getMessage();
          default -> throw new CompletionException(cause);
        };
    return new DispatchResult(Outcome.FAILED, 0, 0, 0, why, null);
  }
}
