package dev.bellhop.backgroundfetch;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks at their times with one timer of the clock, however many wait. Runs on the mailbox,
 * and so do the tasks.
 */
final class Alarms {
  private record Alarm(long due, long number, Runnable task) {}

  private final HostClock clock;
  private final Mailbox mailbox;
  private final TreeSet<Alarm> waiting =
      new TreeSet<>(Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::number));
  private long number;
  private @Nullable Alarm timed;
  private Runnable cancelTimer = () -> {};

  Alarms(HostClock clock, Mailbox mailbox) {
    this.clock = clock;
    this.mailbox = mailbox;
  }

  /**
   * Runs a task after a delay.
   *
   * @return cancels it
   */
  Runnable set(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(clock.nanoTime() + delay.toNanos(), number++, task);
    waiting.add(alarm);
    time();
    return () -> {
      waiting.remove(alarm);
      time();
    };
  }

  /** Has the clock run the first alarm, whichever that is now. */
  private void time() {
    Alarm first = waiting.isEmpty() ? null : waiting.first();
    if (first == timed) {
      return;
    }
    cancelTimer.run();
    timed = first;
    cancelTimer =
        first == null
            ? () -> {}
            : clock.schedule(
                Duration.ofNanos(Math.max(0, first.due() - clock.nanoTime())),
                () -> mailbox.post(() -> ring(first)));
  }

  private void ring(Alarm due) {
    // One that was replaced after it had gone off is not the one that is timed.
    if (due != timed) {
      return;
    }
    timed = null;
    long now = clock.nanoTime();
    while (!waiting.isEmpty() && waiting.first().due() <= now) {
      waiting.removeFirst().task().run();
    }
    time();
  }
}
