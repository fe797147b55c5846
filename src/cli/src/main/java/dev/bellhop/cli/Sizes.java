package dev.bellhop.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as they are written on the command line: {@code 500kB}, {@code 2GB}. */
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|kB|MB|GB|TB)?");
  private static final Pattern RATE = Pattern.compile("(.*\\S)\\s*/s");

  private Sizes() {}

  /**
   * The number of bytes. Units are decimal; without one it is bytes.
   *
   * @throws IllegalArgumentException where it is no size, with the beginning of a sentence
   * @throws ArithmeticException where it is too large
   */
  static long bytes(String text) {
    Matcher match = SIZE.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(text + " is no size such as 500kB or 5MB");
    }
    long unit =
        switch (match.group(2) == null ? "B" : match.group(2)) {
          case "kB" -> 1_000;
          case "MB" -> 1_000_000;
          case "GB" -> 1_000_000_000;
          case "TB" -> 1_000_000_000_000L;
          default -> 1;
        };
    return Math.multiplyExact(Long.parseLong(match.group(1)), unit);
  }

  /**
   * The number of bytes per second of a rate such as {@code 2MB/s}.
   *
   * @throws IllegalArgumentException where it is no rate, with the beginning of a sentence
   * @throws ArithmeticException where it is too large
   */
  static long perSecond(String text) {
    Matcher match = RATE.matcher(text.strip());
    if (!match.matches() || !SIZE.matcher(match.group(1)).matches()) {
      throw new IllegalArgumentException(text + " is no rate such as 500kB/s or 2MB/s");
    }
    return bytes(match.group(1));
  }

  /** The number of bytes after an option, which must be positive. */
  static long positive(String option, String text) {
    try {
      long bytes = bytes(text.strip());
      if (bytes > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw noSize(option, text);
    }
    throw noSize(option, text);
  }

  private static RuntimeException noSize(String option, String text) {
    return SiteArguments.input(
        "The \"" + text + "\" after " + option + " is no size such as 500kB or 2GB.");
  }
}
