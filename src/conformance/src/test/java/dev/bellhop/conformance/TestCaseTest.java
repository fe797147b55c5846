package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.conformance.TestCase.Place;
import dev.bellhop.conformance.TestCase.Scheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server a test wants, by the flags in its name. */
final class TestCaseTest {
  private static TestCase test(String id) {
    return TestCase.toRun(id, Place.PAGE, false);
  }

  @ParameterizedTest
  @CsvSource({
    "suite/a.any.html, HTTP",
    "suite/a.any.worker.html, HTTP",
    "suite/a.window.html?wss, HTTP",
    "suite/a.https.window.html, HTTPS",
    "suite/a.https.sub.html, HTTPS",
    "suite/a.any.serviceworker.html, HTTPS",
    "suite/a.any.serviceworker-module.html?x, HTTPS",
    "suite/a.html?wpt_flags=https, HTTPS",
    "suite/a.h2.any.html, H2",
    "suite/a.any.serviceworker.html?wpt_flags=h2, H2",
    "suite/a.any.html?x&wpt_flags=h2&y, H2",
    "https/a.html, HTTP",
    "suite/https.html, HTTP",
    "suite/a.html?x.https.y, HTTP"
  })
  void theSchemeOfItsServer(String id, Scheme scheme) {
    assertThat(test(id).scheme()).isEqualTo(scheme);
  }

  @ParameterizedTest
  @ValueSource(strings = {"suite/a.www.html", "suite/a.html?wpt_flags=www"})
  void theHostBelow(String id) {
    assertThat(test(id).isBelowHost()).isTrue();
    assertThat(test("suite/www.html").isBelowHost()).isFalse();
  }
}
