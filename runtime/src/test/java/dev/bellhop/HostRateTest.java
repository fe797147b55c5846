package dev.bellhop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRateTest {
  @ParameterizedTest
  @CsvSource({
    "cdn.example, cdn.example, 443, true",
    "CDN.Example, cdn.example, 8080, true",
    "cdn.example, a.cdn.example, 443, false",
    "cdn.example:8080, cdn.example, 8080, true",
    "cdn.example:8080, cdn.example, 443, false",
    "*.example, cdn.example, 443, true",
    "*.example, example, 443, false",
    "*.example, notexample, 443, false",
    "*.example:8080, cdn.example, 8080, true",
    "*.example:8080, cdn.example, 443, false",
    "*, anything, 1, true",
    "[::1], [::1], 80, true",
  })
  void isForHosts(String hosts, String host, int port, boolean fits) {
    assertThat(new HostRate(hosts, 1).isFor(host, port)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://cdn.example", "cdn.example/path", "a*b", "a b", "**"})
  void takesNothingElseForAHost(String hosts) {
    assertThatThrownBy(() -> new HostRate(hosts, 1)).hasMessageContaining("no host such as");
  }

  @Test
  void isAtLeastAByte() {
    assertThatThrownBy(() -> new HostRate("a", 0)).hasMessageContaining("at least one byte");
  }
}
