package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.host.SiteFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site of a test's own with somebody else's worker. */
abstract class RealWorker {
  /** What every page of these tests begins with. */
  private static final String PAGE =
      """
      const container = navigator.serviceWorker;
      const heard = (target, type) =>
        new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
      const activated = async (worker) => {
        while (worker.state !== "activated") {
          await heard(worker, "statechange");
        }
      };
      (async () => {
      %s
      })().catch((error) => console.log("page failed:", error.name, error.message));
      """;

  @TempDir Path temp;
  SiteFixture site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** Runs a new page, the body of an async function; what it has logged once nothing is left. */
  List<String> page(String body) throws IOException {
    return pageAfter("", body);
  }

  /** The same with a script that the page loads before. */
  List<String> pageAfter(String script, String body) throws IOException {
    int before = site.console().size();
    site.run(script + PAGE.formatted(body));
    List<String> console = site.console();
    return console.subList(before, console.size());
  }

  /** No script has failed, and nothing was given up. */
  void assertNothingWentWrong() {
    assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
    assertThat(site.events(TraceEvent.Diagnostic.class)).isEmpty();
  }

  List<String> states() {
    return site.events(TraceEvent.WorkerStateChanged.class).stream()
        .map(TraceEvent.WorkerStateChanged::state)
        .toList();
  }
}
