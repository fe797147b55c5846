package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.Bellhop;
import dev.bellhop.TraceEvent;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that do not come to an end, through every real layer but the clock. */
@Timeout(60)
class DeadlineTest extends ClockedSiteTestCase {
  private TraceEvent.Diagnostic awaitDiagnostic(String code) {
    return site.await(TraceEvent.Diagnostic.class, told -> told.name().equals(code));
  }

  @Test
  void anEventThatDoesNotEndIsGivenUpAfterFiveMinutes() throws Exception {
    site.write(
        "sw.js",
        """
        onactivate = (event) => {
          event.waitUntil(new Promise(() => {}));
          console.log("waiting");
        };
        """);
    var registering = site.site().register();
    site.awaitConsole("waiting");
    clock.advance(Duration.ofSeconds(299));
    assertThat(registering).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    get(registering);
    assertThat(awaitDiagnostic("event-timeout").message())
        .isEqualTo(
            "the activate event of https://localhost/sw.js has not ended within 300 s, and is"
                + " given up");
  }

  @Test
  void anInstallationThatDoesNotEndFails() throws Exception {
    site.close();
    site =
        new SiteFixture(
            Files.createDirectory(temp.resolve("other")),
            builder -> builder.clock(clock).eventTimeout(Duration.ofSeconds(7)));
    site.write(
        "sw.js",
        """
        oninstall = (event) => {
          event.waitUntil(new Promise(() => {}));
          console.log("waiting");
        };
        """);
    var registering = site.site().register();
    site.awaitConsole("waiting");
    clock.advance(Duration.ofSeconds(7));
    assertThatThrownBy(() -> get(registering)).hasMessageContaining("was not installed");
  }

  @Test
  void aWorkerThatLoopsIsStoppedAndStartedForTheNextEvent() throws Exception {
    site.write("film.txt", "film")
        .write(
            "sw.js",
            """
            onactivate = () => {
              console.log("looping");
              for (;;) {}
            };
            onbackgroundfetchsuccess = () => console.log("success");
            """);
    var registering = site.site().register();
    site.awaitConsole("looping");
    clock.advance(Duration.ofSeconds(30));
    get(registering);
    assertThat(awaitDiagnostic("script-stuck").message()).contains("https://localhost/sw.js");
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) =>
            registration.backgroundFetch.fetch("film", "film.txt"));
        """);
    assertThat(site.console()).containsExactly("looping", "success");
    assertThat(site.events(TraceEvent.WorkerStopped.class))
        .extracting(TraceEvent.WorkerStopped::reason)
        .containsExactly("its script was stopped");
  }

  @Test
  void aDeadlineIsLongerThanNothing() {
    Bellhop.Builder builder = Bellhop.builder();
    assertThatThrownBy(() -> builder.eventTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.scriptTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
