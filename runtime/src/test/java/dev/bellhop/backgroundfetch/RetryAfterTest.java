package dev.bellhop.backgroundfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.HeaderList;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Duration wait(String value, Instant now) {
    RetryAfter parsed = RetryAfter.of(HeaderList.of("Retry-After", value));
    assertThat(parsed).isNotNull();
    return parsed.from(now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "0 | 0",
        "Thu, 01 Jan 2026 00:01:30 GMT | 90",
        "Thursday, 01-Jan-26 00:01:30 GMT | 90",
        "Thu Jan  1 00:01:30 2026 | 90",
        "Thu Jan 01 00:01:30 2026 | 90",
      })
  void readsSecondsAndAllFormsOfDates(String value, long seconds) {
    assertThat(wait(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "601",
        "999999999",
        "123456789012345678901234567890",
        "Thu, 01 Jan 2026 00:10:01 GMT",
        // 2075 and not 1975, for that is less than fifty years ahead.
        "Tuesday, 01-Jan-75 00:00:00 GMT",
      })
  void waitsNoLongerThanItsLimit(String value) {
    assertThat(wait(value, NOW)).isEqualTo(RetryAfter.LONGEST);
  }

  @Test
  void doesNotWaitForWhatIsPast() {
    assertThat(wait("Thu, 01 Jan 2026 00:01:30 GMT", NOW.plusSeconds(100))).isZero();
    assertThat(wait("Sunday, 06-Nov-94 08:49:37 GMT", NOW)).isZero();
    assertThat(wait("Sun Nov  6 08:49:37 1994", NOW)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-3", "1.5", "", "Sunday, 06-Nov-94 08:49:37", "6 Nov 1994"})
  void takesNoNotice(String nonsense) {
    assertThat(RetryAfter.of(HeaderList.of("Retry-After", nonsense))).isNull();
  }

  @Test
  void isNotThere() {
    assertThat(RetryAfter.of(HeaderList.empty())).isNull();
  }
}
