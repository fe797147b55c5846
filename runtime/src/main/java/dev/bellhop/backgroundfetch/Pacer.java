package dev.bellhop.backgroundfetch;

import dev.bellhop.HostClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action when asked, but no more often than once in an interval; what is asked for in
 * between comes at the interval's end, once. Runs on the mailbox.
 */
final class Pacer {
  private final HostClock clock;
  private final Mailbox mailbox;
  private final long interval;
  private final Runnable action;
  private boolean ranBefore;
  private long ranAt;
  private @Nullable Runnable cancel;

  Pacer(HostClock clock, Mailbox mailbox, Duration interval, Runnable action) {
    this.clock = clock;
    this.mailbox = mailbox;
    this.interval = interval.toNanos();
    this.action = action;
  }

  /** Wants the action run. */
  void ask() {
    if (cancel != null) {
      return;
    }
    long wait = ranBefore ? ranAt + interval - clock.nanoTime() : 0;
    if (wait <= 0) {
      now();
    } else {
      cancel = clock.schedule(Duration.ofNanos(wait), () -> mailbox.post(this::due));
    }
  }

  /** Runs the action at once. */
  void now() {
    stop();
    ranBefore = true;
    ranAt = clock.nanoTime();
    action.run();
  }

  /** Forgets what was asked for. */
  void stop() {
    if (cancel != null) {
      cancel.run();
      cancel = null;
    }
  }

  private void due() {
    if (cancel != null) {
      now();
    }
  }
}
