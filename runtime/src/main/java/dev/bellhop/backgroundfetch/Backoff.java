package dev.bellhop.backgroundfetch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, up to a minute, with jitter. */
final class Backoff {
  private static final long FIRST = Duration.ofMillis(500).toMillis();
  private static final long LONGEST = Duration.ofMinutes(1).toMillis();

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The delay after so many failures in a row, at least 1. */
  Duration after(int failures) {
    long full = Math.min(LONGEST, FIRST << Math.min(failures, 10));
    // Half fixed, half random, so that records that failed together do not come back together.
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
