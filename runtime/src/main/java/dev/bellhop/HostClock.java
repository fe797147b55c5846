package dev.bellhop;

import java.time.Duration;
import java.time.Instant;

/**
 * The only source of time: wall clock, elapsed time and timers. Tests hand in a virtual one. Safe
 * from any thread.
 */
public interface HostClock {
  /** The wall clock. */
  Instant now();

  /** Nanoseconds since some fixed moment; never goes back. */
  long nanoTime();

  /**
   * Runs a task once, after a delay. The task must be short and must not block; it runs on the
   * clock's own thread.
   *
   * @return cancels the task when run, where it has not started
   */
  Runnable schedule(Duration delay, Runnable task);
}
