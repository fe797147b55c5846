package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of subtests are the same in each run, whatever the server's ports are. */
final class WptPortsTest {
  private static final WptPorts PORTS =
      new WptPorts(Map.of("http", List.of(40001, 40002), "wss", List.of(5003)));

  @ParameterizedTest
  @CsvSource({
    "get http://web-platform.test:40002/x, get http://web-platform.test:{{ports[http][1]}}/x",
    "wss://a.test:5003, wss://a.test:{{ports[wss][0]}}",
    "?u=http%3A%2F%2Fa%3A40001%2F, ?u=http%3A%2F%2Fa%3A{{ports[http][0]}}%2F",
    "40001 bytes, 40001 bytes",
    "a:400012, a:400012",
    "a:443 and a:40003, a:443 and a:40003"
  })
  void portsInUrlsGiveWayToPlaceholders(String text, String everywhere) {
    assertThat(PORTS.withoutPorts(text)).isEqualTo(everywhere);
  }
}
