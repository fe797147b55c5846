package dev.bellhop.backgroundfetch;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The times at which records are tried again. Runs on the mailbox. */
final class RetryTimers {
  private record Timer(long due, Runnable cancel) {}

  private final HostClock clock;
  private final Mailbox mailbox;
  private final IntConsumer due;
  private final Map<Integer, Timer> timers = new HashMap<>();

  /** Tells which record's time has come. */
  RetryTimers(HostClock clock, Mailbox mailbox, IntConsumer due) {
    this.clock = clock;
    this.mailbox = mailbox;
    this.due = due;
  }

  /** Starts a record's timer; it has none. */
  void start(int position, Duration delay) {
    long at = clock.nanoTime() + delay.toNanos();
    Runnable cancel = clock.schedule(delay, () -> mailbox.post(() -> fire(position, at)));
    timers.put(position, new Timer(at, cancel));
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

  private void fire(int position, long at) {
    Timer timer = timers.get(position);
    // One that was cancelled and started anew meanwhile is not this one.
    if (timer != null && timer.due() == at) {
      timers.remove(position);
      due.accept(position);
    }
  }
}
