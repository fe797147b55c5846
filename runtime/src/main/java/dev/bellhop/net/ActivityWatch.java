package dev.bellhop.net;

import dev.bellhop.HostClock;
import java.time.Duration;

/**
 * Looks whether a connection has been unused, or its server silent, for too long. It looks at least
 * once in the shorter of the two times, so no deadline passes unseen. Belongs to the connection's
 * event loop.
 */
final class ActivityWatch {
  /** What is watched. Called on the event loop. */
  interface Watched {
    /** Runs a task on the event loop. */
    void onLoop(Runnable task);

    boolean isOpen();

    /** Whether there is an exchange. */
    boolean isBusy();

    /** Whether, with an exchange, nobody but the server keeps it from going on. */
    boolean waitsForServer();

    /** Nobody has used the connection for as long as it is kept. */
    void unused();

    /** The server has said nothing for as long as it may. */
    void silent();
  }

  private final Watched watched;
  private final HostClock clock;
  private final Duration keepAlive;
  private final Duration silence;
  private long lastActivity;
  private Runnable cancelCheck = () -> {};

  ActivityWatch(Watched watched, TransportOptions options) {
    this.watched = watched;
    this.clock = options.clock();
    this.keepAlive = options.keepAlive();
    this.silence = options.silenceTimeout();
    this.lastActivity = clock.nanoTime();
  }

  void start() {
    check(keepAlive);
  }

  void stop() {
    cancelCheck.run();
  }

  /** Something has happened: the time counts from now. */
  void activity() {
    lastActivity = clock.nanoTime();
  }

  private void check(Duration delay) {
    cancelCheck = clock.schedule(delay, () -> watched.onLoop(this::check));
  }

  private void check() {
    if (!watched.isOpen()) {
      return;
    }
    boolean busy = watched.isBusy();
    if (busy && !watched.waitsForServer()) {
      activity();
    }
    Duration limit = busy ? silence : keepAlive;
    long left = limit.toNanos() - (clock.nanoTime() - lastActivity);
    if (left > 0) {
      check(Duration.ofNanos(Math.min(left, Math.min(keepAlive.toNanos(), silence.toNanos()))));
    } else if (busy) {
      watched.silent();
    } else {
      watched.unused();
    }
  }
}
