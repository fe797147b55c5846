package dev.bellhop.cli.display;

import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far one background fetch is. */
final class Download {
  private final Speed speed = new Speed();
  private long bytes;
  private long expected = -1;

  Download(Instant at, long bytes) {
    this.bytes = bytes;
    speed.sample(at, bytes);
  }

  void progress(Instant at, TraceEvent.BackgroundFetchProgress progress) {
    bytes = progress.downloaded();
    expected = progress.expected();
    speed.sample(at, bytes);
  }

  long bytes() {
    return bytes;
  }

  /** The bytes in all, or -1. */
  long expected() {
    return expected;
  }

  /** Whole percent, or -1 while the total is not known. */
  int percent() {
    return expected <= 0 ? -1 : (int) Math.min(100, bytes * 100 / expected);
  }

  /** Bytes, rate and time left, as far as they are known. */
  String describe() {
    List<String> parts = new ArrayList<>();
    parts.add(
        expected > 0 ? Amounts.size(bytes) + " of " + Amounts.size(expected) : Amounts.size(bytes));
    double rate = speed.bytesPerSecond();
    if (rate > 0) {
      parts.add(Amounts.rate(rate));
      if (expected > bytes) {
        Duration left = Duration.ofSeconds((long) Math.ceil((expected - bytes) / rate));
        parts.add(Amounts.duration(left) + " left");
      }
    }
    return String.join(", ", parts);
  }
}
