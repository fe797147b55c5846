package dev.bellhop.cli.display;

import java.time.Duration;
import java.util.Locale;

/**
 * Sizes, rates and durations as a person reads them. Units are decimal: 1 MB is 1,000,000 bytes.
 */
public final class Amounts {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Amounts() {}

  /** Such as {@code 512 B} or {@code 12.3 MB}. */
  public static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes / 1000.0;
    int unit = 0;
    // 999.95 would be printed as 1000.0
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Bytes per second, always in MB/s, so that rates compare at a glance. */
  public static String rate(double bytesPerSecond) {
    double megabytes = bytesPerSecond / 1_000_000;
    return String.format(Locale.ROOT, megabytes < 10 ? "%.2f MB/s" : "%.1f MB/s", megabytes);
  }

  /** Such as {@code 12 ms}, {@code 3.4 s} or {@code 2 min 5 s}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = (millis + 500) / 1000;
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** {@code 1 entry}, {@code 3 entries}. */
  public static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
