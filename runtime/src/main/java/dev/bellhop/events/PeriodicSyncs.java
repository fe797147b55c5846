package dev.bellhop.events;

import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationItems.Item;
import dev.bellhop.store.RegistrationItems.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Periodic background syncs: each fires again and again, never sooner than its interval after it
 * was registered or fired last, and at most once a minute. They are kept over processes; what fell
 * due meanwhile fires once. Safe from any thread.
 *
 * @see <a href="https://wicg.github.io/periodic-background-sync/">Periodic Background Sync</a>
 */
public final class PeriodicSyncs {
  /** However short the interval that a script asks for. */
  static final Duration SHORTEST = Duration.ofMinutes(1);

  private record Key(long registrationId, String tag) {}

  private final RegistrationItems items;
  private final FunctionalEvents events;
  private final HostClock clock;
  private final Consumer<TraceEvent> trace;
  private final Map<Key, Runnable> timers = new HashMap<>();

  /** The syncs in the store. */
  public PeriodicSyncs(
      RegistrationItems items,
      FunctionalEvents events,
      HostClock clock,
      Consumer<TraceEvent> trace) {
    this.items = items;
    this.events = events;
    this.clock = clock;
    this.trace = trace;
  }

  /** register(): completes when it is written down. One of the same tag is replaced. */
  public CompletableFuture<Void> register(
      WorkerRegistration registration, String tag, Duration minInterval) {
    Duration interval = minInterval.compareTo(SHORTEST) < 0 ? SHORTEST : minInterval;
    return write(registration, tag, interval, clock.now())
        .thenAccept(
            _ -> {
              trace.accept(
                  new TraceEvent.PeriodicSyncRegistered(
                      registration.scope().href(), tag, interval.toNanos()));
              schedule(registration, tag, interval, interval);
            });
  }

  /** As the interval and the moment that it is counted from, both in milliseconds. */
  private CompletableFuture<Long> write(
      WorkerRegistration registration, String tag, Duration interval, Instant from) {
    return items.put(
        registration.id(),
        Kind.PERIODIC_SYNC,
        tag,
        "[" + interval.toMillis() + "," + from.toEpochMilli() + "]");
  }

  /** unregister(): nothing happens where it is not registered. */
  public CompletableFuture<Void> unregister(long registrationId, String tag) {
    cancel(new Key(registrationId, tag));
    return items.remove(registrationId, Kind.PERIODIC_SYNC, tag).thenAccept(_ -> {});
  }

  /** The tags that are registered. */
  public CompletableFuture<List<@Nullable String>> tags(long registrationId) {
    return items.keys(registrationId, Kind.PERIODIC_SYNC);
  }

  /** Goes on with what an earlier process has left. */
  public CompletableFuture<Void> resume(WorkerRegistration registration) {
    return items
        .list(registration.id(), Kind.PERIODIC_SYNC)
        .thenAccept(found -> found.forEach(item -> resume(registration, item)));
  }

  private void resume(WorkerRegistration registration, Item item) {
    String[] numbers = item.value().substring(1, item.value().length() - 1).split(",");
    Duration interval = Duration.ofMillis(Long.parseLong(numbers[0]));
    Instant due = Instant.ofEpochMilli(Long.parseLong(numbers[1])).plus(interval);
    Duration left = Duration.between(clock.now(), due);
    schedule(
        registration,
        String.valueOf(item.key()),
        interval,
        left.isNegative() ? Duration.ZERO : left);
  }

  private void schedule(
      WorkerRegistration registration, String tag, Duration interval, Duration delay) {
    var key = new Key(registration.id(), tag);
    synchronized (this) {
      cancel(key);
      timers.put(key, clock.schedule(delay, () -> fire(key, registration, interval)));
    }
  }

  private synchronized void cancel(Key key) {
    Runnable timer = timers.remove(key);
    if (timer != null) {
      timer.run();
    }
  }

  private void fire(Key key, WorkerRegistration registration, Duration interval) {
    synchronized (this) {
      if (timers.remove(key) == null || registration.unregistered()) {
        return;
      }
    }
    String tag = key.tag();
    events
        .dispatch(registration, "periodicsync", tag, () -> new Object[] {tag})
        .whenComplete((_, _) -> again(key, registration, interval));
  }

  private void again(Key key, WorkerRegistration registration, Duration interval) {
    if (events.isStopping()) {
      return;
    }
    items
        .get(key.registrationId(), Kind.PERIODIC_SYNC, key.tag())
        .thenAccept(
            still -> {
              boolean registeredAnew;
              synchronized (this) {
                registeredAnew = timers.containsKey(key);
              }
              if (still.isPresent() && !registeredAnew) {
                write(registration, key.tag(), interval, clock.now())
                    .thenRun(() -> schedule(registration, key.tag(), interval, interval));
              }
            });
  }

  /** Fires nothing any more in this process. */
  public synchronized void stop() {
    timers.values().forEach(Runnable::run);
    timers.clear();
  }
}
