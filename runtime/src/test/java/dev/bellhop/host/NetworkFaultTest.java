package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFaultTest {
  private static final String PAGE =
      """
      (async () => {
        try {
          const response = await fetch("file.txt");
          console.log(response.status, await response.text());
        } catch (e) {
          console.log(e.name);
        }
      })();
      """;

  @TempDir Path temp;

  @Test
  void faultsAreForWhatScriptsAskForAndNotForScripts() throws Exception {
    try (var fixture =
        new SiteFixture(
            temp, builder -> builder.fault(FaultRule.always(new NetworkFault.Offline())))) {
      fixture.write("sw.js", "").write("file.txt", "hello");
      fixture.register();
      fixture.run(PAGE);
      assertThat(fixture.console()).containsExactly("TypeError");
    }
  }

  @Test
  void networkCanBeChangedWhileTheHostRuns() throws Exception {
    try (var fixture = new SiteFixture(temp)) {
      fixture.write("sw.js", "").write("file.txt", "hello");
      fixture.register();
      fixture.host().network().add(FaultRule.always(new NetworkFault.Status(503, null)).times(1));
      fixture.run(PAGE);
      fixture.run(PAGE);
      fixture.host().network().add(FaultRule.always(new NetworkFault.Reset()));
      fixture.run(PAGE);
      fixture.host().network().clear();
      fixture.run(PAGE);
      assertThat(fixture.console()).containsExactly("503 ", "200 hello", "TypeError", "200 hello");
    }
  }
}
