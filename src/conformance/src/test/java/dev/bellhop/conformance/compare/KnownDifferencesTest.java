package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.conformance.compare.KnownDifferences.Known;
import org.junit.jupiter.api.Test;

final class KnownDifferencesTest {
  @Test
  void eachHasAReasonOfASentence() {
    assertThat(KnownDifferences.read().all())
        .isNotEmpty()
        .allSatisfy(known -> assertThat(known.reason()).isNotBlank().endsWith("."))
        .extracting(Known::name)
        .allSatisfy(name -> assertThat(name).matches("[a-z0-9-]+"));
  }
}
