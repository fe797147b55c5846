package dev.bellhop.backgroundfetch;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast bytes have come over the last seconds. Not safe for several threads. */
final class TransferRate {
  private static final long SECOND = 1_000_000_000L;
  private static final long WINDOW = 5 * SECOND;
  private static final long SPACING = SECOND / 4;

  private record Sample(long at, long bytes) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** So many bytes were here at this moment, in nanoseconds. */
  void sample(long at, long bytes) {
    Sample last = samples.peekLast();
    if (last != null && bytes < last.bytes()) {
      // A record was started over: what came before says nothing of what is here now.
      samples.clear();
    } else if (last != null && at - last.at() < SPACING) {
      return;
    }
    samples.addLast(new Sample(at, bytes));
    forget(at);
  }

  /** Bytes per second up to this moment, at which so many were here. */
  long bytesPerSecond(long at, long bytes) {
    forget(at);
    Sample first = samples.peekFirst();
    if (first == null || at <= first.at() || bytes < first.bytes()) {
      return 0;
    }
    return (long) ((bytes - first.bytes()) * (double) SECOND / (at - first.at()));
  }

  /** The one sample that is as old as the window stays, as the point to measure from. */
  private void forget(long at) {
    while (samples.size() > 1 && at - samples.getFirst().at() > WINDOW) {
      samples.removeFirst();
    }
  }
}
