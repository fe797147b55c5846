package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptMetadataTest {
  @Test
  void whatTheFirstLinesSay() {
    ScriptMetadata metadata =
        ScriptMetadata.of(
            """
            // META: title=a, b
            // META: global=window,serviceworker
            // META: script=/common/x.js
            // META: variant=?1-10
            //META:variant=?11-last
            // META: timeout=long
            test(() => {});
            // META: global=sharedworker
            """);
    assertThat(metadata.globals()).containsExactlyInAnyOrder("window", "serviceworker");
    assertThat(metadata.variants()).containsExactly("?1-10", "?11-last");
    assertThat(metadata.isLong()).isTrue();
  }

  @Test
  void whatHoldsWhereNothingIsSaid() {
    ScriptMetadata metadata = ScriptMetadata.of("test(() => {});");
    assertThat(metadata.globals()).containsExactlyInAnyOrder("window", "dedicatedworker");
    assertThat(metadata.variants()).containsExactly("");
    assertThat(metadata.isLong()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "worker, true",
    "'window, worker', true",
    "serviceworker-module, false",
    "'window,,dedicatedworker', false",
    "shadowrealm, false"
  })
  void workersAreServiceWorkers(String value, boolean expected) {
    assertThat(ScriptMetadata.of("// META: global=" + value).globals().contains("serviceworker"))
        .isEqualTo(expected);
  }
}
