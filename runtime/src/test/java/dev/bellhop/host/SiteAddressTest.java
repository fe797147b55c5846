package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.SiteOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SiteAddressTest {
  /** A file that is in the folder that the tests run in. */
  private static final String HERE = "pom.xml";

  @Test
  void theFolderMayBeTheOneThatTheProcessIsIn() {
    for (String folder : new String[] {".", "", "./src/.."}) {
      var address = SiteAddress.of(SiteOptions.folder(Path.of(folder)).withScript(HERE));
      assertThat(address.script().href()).isEqualTo("https://localhost/pom.xml");
      assertThat(address.page(HERE).href()).isEqualTo("https://localhost/pom.xml");
    }
  }

  @Test
  void nothingOutsideIsOfTheFolder() {
    for (String script : new String[] {"../pom.xml", "src/../../pom.xml"}) {
      assertThatThrownBy(() -> SiteAddress.of(SiteOptions.folder(Path.of(".")).withScript(script)))
          .hasMessageContaining("is not in the site's folder");
    }
  }
}
