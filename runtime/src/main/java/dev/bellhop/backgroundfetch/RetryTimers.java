package dev.bellhop.backgroundfetch;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The times at which records of a fetch are tried again. Runs on the mailbox. */
final class RetryTimers {
  private record Timer(long due, Runnable cancel) {}

  private final HostClock clock;
  private final Alarms alarms;
  private final IntConsumer due;
  private final Map<Integer, Timer> timers = new HashMap<>();

  /** Tells which record's time has come. */
  RetryTimers(HostClock clock, Alarms alarms, IntConsumer due) {
    this.clock = clock;
    this.alarms = alarms;
    this.due = due;
  }

  /** Starts a record's timer; it has none. */
  void start(int position, Duration delay) {
    Runnable cancel = alarms.set(delay, () -> fire(position));
    timers.put(position, new Timer(clock.nanoTime() + delay.toNanos(), cancel));
  }

  void cancel(int position) {
    Timer timer = timers.remove(position);
    if (timer != null) {
      timer.cancel().run();
    }
  }

  void cancelAll() {
    List.copyOf(timers.keySet()).forEach(this::cancel);
  }

  /** Nanoseconds until the first one is due; 0 where there is none. */
  long nanosToNext() {
    long now = clock.nanoTime();
    return Math.max(0, timers.values().stream().mapToLong(t -> t.due() - now).min().orElse(0));
  }

  /** When a record is tried again, in milliseconds since 1970; null where it has no timer. */
  @Nullable Long dueAt(int position) {
    Timer timer = timers.get(position);
    return timer == null
        ? null
        : clock.now().plusNanos(timer.due() - clock.nanoTime()).toEpochMilli();
  }

  private void fire(int position) {
    timers.remove(position);
    due.accept(position);
  }
}
