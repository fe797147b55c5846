package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.PlatformTests;
import dev.bellhop.engine.RealmSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Holds URLPattern to the urlpattern folder of web-platform-tests, where a copy is on this machine.
 */
class PlatformUrlPatternTest {
  @ParameterizedTest
  @EnumSource(RealmSettings.Kind.class)
  void behavesAsUrlPatternTestDataSays(RealmSettings.Kind kind) throws IOException {
    JsonNode data = PlatformTests.read("urlpattern/resources/urlpatterntestdata.json");
    try (PatternRealm realm = new PatternRealm(kind)) {
      assertThat(realm.run("const data = " + data + ";\n" + checks()))
          .containsExactly("checked " + data.size());
    }
  }

  private static String checks() throws IOException {
    try (InputStream script =
        PlatformUrlPatternTest.class.getResourceAsStream("url-pattern-checks.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
