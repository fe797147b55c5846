package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "12345678, 12.3 MB",
    "4294967296, 4.3 GB",
    "9223372036854775807, 9.2 EB"
  })
  void sizesHaveOneDecimalAndTheUnitThatFits(long bytes, String expected) {
    assertThat(Amounts.size(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1234, 0.00 MB/s", "9990000, 9.99 MB/s", "450000000, 450.0 MB/s"})
  void ratesAreInMegabytes(double bytesPerSecond, String expected) {
    assertThat(Amounts.rate(bytesPerSecond)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "59949, 59.9 s",
    "59950, 1 min 0 s",
    "125000, 2 min 5 s",
    "7260000, 2 h 1 min"
  })
  void durationsAreAsExactAsTheyAreShort(long millis, String expected) {
    assertThat(Amounts.duration(Duration.ofMillis(millis))).isEqualTo(expected);
  }
}
