package dev.bellhop.backgroundfetch;

import dev.bellhop.http.HeaderList;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * When a server wants to be asked again: after a while, or at a moment; one of the two is null.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">HTTP Semantics:
 *     Retry-After</a>
 */
record RetryAfter(@Nullable Duration delay, @Nullable Instant at) {
  /** A server that names a later time is asked sooner than it wants. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** What the header says, or null where there is none that can be read. */
  static @Nullable RetryAfter of(HeaderList headers) {
    String value = headers.get("Retry-After");
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return new RetryAfter(Duration.ofSeconds(Long.parseLong(text)), null);
    }
    try {
      return new RetryAfter(null, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** How long that is from now: not below zero, and no more than {@link #LONGEST}. */
  Duration from(Instant now) {
    Duration wanted =
        delay != null ? delay : at != null ? Duration.between(now, at) : Duration.ZERO;
    if (wanted.isNegative()) {
      return Duration.ZERO;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}
