package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.compare.KnownDifferences.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownDifferencesTest {
  @TempDir Path folder;

  private KnownDifferences read(String json) throws IOException {
    Files.writeString(folder.resolve("known.json"), json);
    return KnownDifferences.read().of(site(folder));
  }

  private static ComparedSite site(Path folder) {
    return new ComparedSite(folder, "sw.js", "classic", List.of());
  }

  @Test
  void eachHasAReasonOfASentence() {
    assertThat(KnownDifferences.read().all())
        .isNotEmpty()
        .allSatisfy(known -> assertThat(known.reason()).isNotBlank().endsWith("."))
        .extracting(Known::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[a-z0-9-]+"));
  }

  @Test
  void eachIsShownByASiteUnlessItComesByLuck() throws IOException {
    KnownDifferences general = KnownDifferences.read();
    Set<String> shown = new HashSet<>();
    try (var folders = Files.list(Path.of("src/sites"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        general.of(site(folder)).expected().forEach(known -> shown.add(known.name()));
      }
    }
    assertThat(general.all())
        .filteredOn(known -> !known.sometimes())
        .extracting(Known::name)
        .allSatisfy(name -> assertThat(shown).contains(name));
  }

  @Test
  void aSiteHasItsOwnAndRefersToGeneralOnes() throws IOException {
    KnownDifferences known =
        read(
            """
            [
              { "name": "mine", "subject": "a", "what": "b", "reason": "It is so." },
              { "name": "now-and-then", "subject": "a", "what": "c", "reason": "By luck.",
                "sometimes": true },
              { "name": "failures-are-unknown" }
            ]
            """);

    assertThat(known.expected())
        .extracting(Known::name)
        .containsExactly("mine", "failures-are-unknown");
    assertThat(known.explain("a", "c", "1", "2")).isPresent();
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    assertThatExceptionOfType(BellhopException.class)
        .isThrownBy(() -> read("{}"))
        .withMessageContaining("known.json is no list of known differences");
    assertThatExceptionOfType(BellhopException.class)
        .isThrownBy(() -> read("[{\"name\": \"nobody-knows\"}]"))
        .withMessageContaining("'nobody-knows' has neither");
  }
}
