package dev.bellhop.lifecycle;

import dev.bellhop.HostClock;
import dev.bellhop.engine.EventOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gives up events that do not end in time. */
final class EventDeadline {
  private final HostClock clock;
  private final Duration timeout;

  EventDeadline(HostClock clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * The same outcome; or an {@link EventTimeoutException}, told to the worker's trace, and then the
   * event's timed out flag is set.
   */
  CompletableFuture<EventOutcome> hold(
      Worker worker, String eventType, CompletableFuture<EventOutcome> outcome) {
    CompletableFuture<EventOutcome> inTime = new CompletableFuture<>();
    Runnable deadline = clock.schedule(timeout, () -> giveUp(worker, eventType, inTime));
    outcome.whenComplete(
        (ended, failure) -> {
          deadline.run();
          if (failure == null) {
            inTime.complete(ended);
          } else {
            inTime.completeExceptionally(failure);
          }
        });
    // Sets the event's timed out flag, unless it has ended.
    inTime.whenComplete((ended, failure) -> outcome.cancel(false));
    return inTime;
  }

  private void giveUp(Worker worker, String eventType, CompletableFuture<EventOutcome> inTime) {
    if (!inTime.isDone()) {
      worker.diagnose(
          "event-timeout",
          Map.of("type", eventType, "seconds", Long.toString(timeout.toSeconds())));
    }
    inTime.completeExceptionally(
        new EventTimeoutException(
            "the %s event of %s has not ended within %d s, and is given up"
                .formatted(eventType, worker.scriptUrl().href(), timeout.toSeconds())));
  }
}
