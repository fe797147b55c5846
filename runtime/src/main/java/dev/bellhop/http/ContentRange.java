package dev.bellhop.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Content-Range header says. G3: the specification's grammar has "bytes=" where the header
 * in use has "bytes "; this reads the one in use, from the first header of that name.
 *
 * @param first the first byte's position, or -1 in the "bytes *" form
 * @param last the last byte's position, or -1 in the "bytes *" form
 * @param completeLength the length of the whole, or -1 where it is not known
 * @see <a href="https://wicg.github.io/background-fetch/#extract-content-range-values-algorithm">
 *     Background Fetch: extract content-range values</a>
 */
public record ContentRange(long first, long last, long completeLength) {
  private static final Pattern SINGLE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNSATISFIED =
      Pattern.compile("bytes \\*/(\\d{1,18})", Pattern.CASE_INSENSITIVE);

  /** A single byte range; null where there is none or it does not parse. */
  public static @Nullable ContentRange of(HeaderList headers) {
    String value = firstValue(headers);
    if (value == null) {
      return null;
    }
    Matcher single = SINGLE.matcher(value);
    if (!single.matches()) {
      return null;
    }
    String complete = single.group(3);
    return new ContentRange(
        Long.parseLong(single.group(1)),
        Long.parseLong(single.group(2)),
        complete.equals("*") ? -1 : Long.parseLong(complete));
  }

  /** The complete length that a 416 response tells, or -1. */
  public static long unsatisfiedLength(HeaderList headers) {
    String value = firstValue(headers);
    Matcher matcher = value == null ? null : UNSATISFIED.matcher(value);
    return matcher != null && matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private static @Nullable String firstValue(HeaderList headers) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("Content-Range")) {
        return header.value();
      }
    }
    return null;
  }
}
