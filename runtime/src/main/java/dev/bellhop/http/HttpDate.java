package dev.bellhop.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates in header fields, the two obsolete forms too, which servers must not send and recipients
 * must understand.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">HTTP Semantics: Date/Time
 *     Formats</a>
 */
public final class HttpDate {
  /** A year of two digits is at most this far ahead. */
  private static final int AHEAD = 50;

  private HttpDate() {}

  /**
   * The moment that a text names, or null where it is no date.
   *
   * @param now what a year of two digits is near to
   */
  public static @Nullable Instant parse(String text, Instant now) {
    for (DateTimeFormatter form :
        List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(now), asctime())) {
      try {
        return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException e) {
        continue;
      }
    }
    return null;
  }

  /** Such as {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
  private static DateTimeFormatter rfc850(Instant now) {
    LocalDate first = now.atOffset(ZoneOffset.UTC).toLocalDate().plusYears(AHEAD - 99);
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, first)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        // Without the day of the week, which would be that of another century.
        .withResolverFields(
            ChronoField.YEAR,
            ChronoField.MONTH_OF_YEAR,
            ChronoField.DAY_OF_MONTH,
            ChronoField.HOUR_OF_DAY,
            ChronoField.MINUTE_OF_HOUR,
            ChronoField.SECOND_OF_MINUTE);
  }

  /** Such as {@code Sun Nov 6 08:49:37 1994}. */
  private static DateTimeFormatter asctime() {
    return DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
  }
}
