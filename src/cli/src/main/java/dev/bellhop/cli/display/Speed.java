package dev.bellhop.cli.display;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a download has been over the last seconds. */
final class Speed {
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private record Sample(Instant at, long bytes) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** So many bytes had arrived at this moment, counted from the beginning. */
  void sample(Instant at, long bytes) {
    samples.addLast(new Sample(at, bytes));
    // One sample beyond the window stays, as the point from which the window is measured.
    while (samples.size() > 2 && second().at().isBefore(at.minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  /** Bytes per second; 0 while that is not known. */
  double bytesPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
    return seconds <= 0 ? 0 : Math.max(0, (last.bytes() - first.bytes()) / seconds);
  }

  private Sample second() {
    var all = samples.iterator();
    all.next();
    return all.next();
  }
}
