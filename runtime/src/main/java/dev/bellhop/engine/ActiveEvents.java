package dev.bellhop.engine;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.graalvm.polyglot.Value;

/**
 * The events of a realm that have not ended, in the order of their dispatch. Safe from any thread.
 */
final class ActiveEvents {
  private final HostClock clock;
  private final Map<CompletableFuture<EventOutcome>, Begun> events = new LinkedHashMap<>();

  private record Begun(String type, long since, Value dispatch) {}

  ActiveEvents(HostClock clock) {
    this.clock = clock;
  }

  /** An event is being dispatched; it is active until the outcome is there. */
  void add(String type, Value dispatch, CompletableFuture<EventOutcome> outcome) {
    synchronized (this) {
      events.put(outcome, new Begun(type, clock.nanoTime(), dispatch));
    }
    outcome.whenComplete((ended, failure) -> remove(outcome));
  }

  private synchronized void remove(CompletableFuture<EventOutcome> outcome) {
    events.remove(outcome);
  }

  /** What is active, without asking the script for promises. */
  List<ActiveEvent> uncounted() {
    return counted(dispatch -> ActiveEvent.UNKNOWN);
  }

  /** What is active, with the promises that each waits for. */
  List<ActiveEvent> counted(ToIntFunction<Value> pending) {
    List<Begun> begun;
    synchronized (this) {
      begun = List.copyOf(events.values());
    }
    long now = clock.nanoTime();
    return begun.stream()
        .map(
            event ->
                new ActiveEvent(
                    event.type(),
                    Duration.ofNanos(now - event.since()),
                    pending.applyAsInt(event.dispatch())))
        .toList();
  }
}
