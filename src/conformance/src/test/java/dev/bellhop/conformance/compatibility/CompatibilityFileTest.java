package dev.bellhop.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** COMPATIBILITY.md is what a running worker says, with a reason for all that it has not. */
@Timeout(120)
final class CompatibilityFileTest {
  private static final Path FILE = Path.of("../../COMPATIBILITY.md");

  @Test
  void saysWhatAWorkerHas() throws Exception {
    var specified = new Specified();
    CompatibilityText.Written written =
        CompatibilityText.of(specified, RealmMembers.inBellhop(specified), Figures.kept());
    assertThat(written.unexplained()).as("needs a reason in reasons.tsv").isEmpty();
    assertThat(written.text().lines())
        .as("write it anew: ./bellhop compatibility COMPATIBILITY.md")
        .containsExactlyElementsOf(Files.readAllLines(FILE));
  }
}
