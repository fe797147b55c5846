package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Bellhop;
import dev.bellhop.SiteOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class StageTest {
  private static final String ORIGIN = "https://left.mdn.test";

  private static String harness() throws Exception {
    try (InputStream in = Objects.requireNonNull(Stage.class.getResourceAsStream("harness.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Example example(Path folder) throws Exception {
    Files.createDirectory(folder.resolve("fixtures"));
    Files.writeString(
        folder.resolve("expectations.json"),
        "{\"a\": {\"Examples\": {\"kind\": \"page\", \"origin\": \"%s\"}}}".formatted(ORIGIN));
    var block =
        new Block(
            "a",
            1,
            "Examples",
            1,
            "",
            "navigator.serviceWorker.ready.then(({ periodicSync }) => periodicSync.register('news'));\n");
    return Example.of(block, MdnExpectations.read(folder), Set.of());
  }

  /** Its periodic events would come while later examples run. */
  @Test
  void anExampleLeavesNoRegistrationBehind(@TempDir Path folder, @TempDir Path expectations)
      throws Exception {
    var sites = new StandInSites("addEventListener('periodicsync', () => {});");
    try (StandInServer server = StandInServer.start(sites)) {
      try (Stage stage = Stage.open(folder, server, sites, harness())) {
        assertThat(stage.run(example(expectations)).effectKinds())
            .contains("periodic sync registered");
      }
      try (Bellhop host = Bellhop.builder().dataFolder(folder).open()) {
        assertThat(host.site(SiteOptions.network(ORIGIN)).registration().join()).isEmpty();
      }
    }
  }
}
