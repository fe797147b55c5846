package dev.bellhop.backgroundfetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a server wants to be asked again: after a while, or at a date; one of the two is null.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">HTTP Semantics:
 *     Retry-After</a>
 */
record RetryAfter(@Nullable Duration delay, @Nullable String date) {
  /** A server that names a later time is asked sooner than it wants. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** What the header says, or null where there is none that can be read. */
  static @Nullable RetryAfter of(HeaderList headers) {
    String value = headers.get("Retry-After");
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.matches("\\d+")) {
      // More digits than a number of seconds can have are a long time too.
      return new RetryAfter(
          text.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(text)), null);
    }
    return HttpDate.parse(text, Instant.EPOCH) == null ? null : new RetryAfter(null, text);
  }

  /** How long that is from now: not below zero, and no more than {@link #LONGEST}. */
  Duration from(Instant now) {
    if (delay != null) {
      return bounded(delay);
    }
    Instant at = date == null ? null : HttpDate.parse(date, now);
    return bounded(at == null ? Duration.ZERO : Duration.between(now, at));
  }

  /** Not below zero, and no more than {@link #LONGEST}. */
  static Duration bounded(Duration wanted) {
    if (wanted.isNegative()) {
      return Duration.ZERO;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}
