package dev.bellhop.cookies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dates of the Expires attribute, in whatever order servers write their parts.
 *
 * @see <a href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-dates">
 *     RFC 6265bis: dates</a>
 */
final class CookieDate {
  private static final Pattern DELIMITERS =
      Pattern.compile("[\\x09\\x20-\\x2F\\x3B-\\x40\\x5B-\\x60\\x7B-\\x7E]+");
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\D.*)?");
  private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:\\D.*)?");
  private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(?:\\D.*)?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int FIRST_YEAR = 1601;

  private @Nullable Matcher time;
  private int day;
  private int month;
  private int year = -1;

  private CookieDate() {}

  /** The moment that the text names, or null. */
  static @Nullable Instant parse(String text) {
    var date = new CookieDate();
    for (String token : DELIMITERS.split(text)) {
      date.take(token);
    }
    return date.instant();
  }

  private void take(String token) {
    Matcher matcher = TIME.matcher(token);
    if (time == null && matcher.matches()) {
      time = matcher;
      return;
    }
    matcher = DAY.matcher(token);
    if (day == 0 && matcher.matches()) {
      day = Integer.parseInt(matcher.group(1));
      return;
    }
    if (month == 0 && token.length() >= 3) {
      month = 1 + MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
      if (month != 0) {
        return;
      }
    }
    matcher = YEAR.matcher(token);
    if (year < 0 && matcher.matches()) {
      year = Integer.parseInt(matcher.group(1));
    }
  }

  private @Nullable Instant instant() {
    if (year >= 70 && year <= 99) {
      year += 1900;
    } else if (year >= 0 && year <= 69) {
      year += 2000;
    }
    if (time == null || day == 0 || month == 0 || year < FIRST_YEAR) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month, day, part(1), part(2), part(3))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private int part(int group) {
    return time == null ? 0 : Integer.parseInt(time.group(group));
  }
}
