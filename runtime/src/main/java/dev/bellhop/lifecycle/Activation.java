package dev.bellhop.lifecycle;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.Set;

/**
 * Whether a user has just done something that lets a worker open or focus windows: clicked on a
 * notification or a download. Safe from any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/#transient-activation">HTML: transient activation</a>
 */
public final class Activation {
  /** How long it lasts: the transient activation duration. */
  public static final Duration DURATION = Duration.ofSeconds(5);

  private static final Set<String> CLICKS = Set.of("notificationclick", "backgroundfetchclick");

  private final HostClock clock;
  private boolean ever;
  private long at;

  /** There has been none yet. */
  public Activation(HostClock clock) {
    this.clock = clock;
  }

  /** An event of this type is about to be dispatched: a click begins an activation. */
  public void dispatching(String eventType) {
    if (CLICKS.contains(eventType)) {
      begin();
    }
  }

  /** The user has done something right now. */
  public synchronized void begin() {
    ever = true;
    at = clock.nanoTime();
  }

  /** Whether the user's last action is recent enough. */
  public synchronized boolean isActive() {
    return ever && clock.nanoTime() - at < DURATION.toNanos();
  }
}
