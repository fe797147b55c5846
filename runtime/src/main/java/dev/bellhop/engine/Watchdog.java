package dev.bellhop.engine;

import dev.bellhop.HostClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices a task that runs for too long. Its timer is set again only when it is due, so that a task
 * costs no timer of its own. Safe from any thread.
 */
final class Watchdog {
  private final HostClock clock;
  private final long limit;
  private final Runnable onStuck;
  private boolean running;
  private boolean stopped;
  private long since;
  private @Nullable Runnable timer;

  /** With what is run, on the clock's thread, for each task that takes longer than the limit. */
  Watchdog(HostClock clock, Duration limit, Runnable onStuck) {
    this.clock = clock;
    this.limit = limit.toNanos();
    this.onStuck = onStuck;
  }

  /** A task begins, or goes on after it has waited. */
  synchronized void begin() {
    running = true;
    since = clock.nanoTime();
    if (timer == null && !stopped) {
      set(limit);
    }
  }

  /** The task ends, or waits. */
  synchronized void end() {
    running = false;
  }

  /** Watches nothing any more. */
  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.run();
      timer = null;
    }
  }

  private void set(long nanoseconds) {
    timer = clock.schedule(Duration.ofNanos(nanoseconds), this::look);
  }

  private void look() {
    synchronized (this) {
      timer = null;
      if (!running || stopped) {
        return;
      }
      long left = limit - (clock.nanoTime() - since);
      if (left > 0) {
        set(left);
        return;
      }
    }
    onStuck.run();
  }
}
