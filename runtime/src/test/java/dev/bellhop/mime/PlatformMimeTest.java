package dev.bellhop.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.PlatformTests;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holds MIME types to web-platform-tests, where a copy is on this machine. */
class PlatformMimeTest {
  private final List<String> failures = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"mime-types.json", "generated-mime-types.json"})
  void parsesAndSerializes(String file) {
    for (JsonNode test : PlatformTests.read("mimesniff/mime-types/resources/" + file)) {
      if (test.isObject()) {
        check(test, MimeType.parse(test.get("input").asString()), text(test.get("output")));
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void extractsFromHeaders() {
    for (JsonNode test : PlatformTests.read("fetch/content-type/resources/content-types.json")) {
      List<Header> headers = new ArrayList<>();
      for (JsonNode value : test.get("contentType")) {
        headers.add(new Header("Content-Type", value.asString()));
      }
      check(test, ContentType.of(HeaderList.of(headers)), text(test.get("mimeType")));
    }
    assertThat(failures).isEmpty();
  }

  private void check(JsonNode test, MimeType actual, String expected) {
    String serialized = actual == null ? null : actual.serialize();
    if (!Objects.equals(serialized, expected)) {
      failures.add(test + " is " + serialized);
    }
  }

  private static String text(JsonNode value) {
    return value.isNull() ? null : value.asString();
  }
}
