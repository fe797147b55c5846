package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.host.SiteTestCase;
import java.io.IOException;
import java.util.List;

/** A site of a test's own with somebody else's worker. */
abstract class RealWorker extends SiteTestCase {
  /** For pages that log what a path leads to. */
  static final String SHOW_TEXT =
      """
      const show = async (path) => {
        const response = await fetch(path);
        console.log(path, response.status, await response.text());
      };
      """;

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

  /** Runs a new page, the body of an async function; what pages log until nothing is left. */
  List<String> page(String body) throws IOException {
    return pageAfter("", body);
  }

  /** The same with a script that the page loads before. */
  List<String> pageAfter(String script, String body) throws IOException {
    int before = saidByPages().size();
    site.run(script + PAGE.formatted(body));
    List<String> said = saidByPages();
    return said.subList(before, said.size());
  }

  private List<String> saidByPages() {
    return site.events(TraceEvent.ConsoleMessage.class).stream()
        .filter(message -> message.realm().endsWith("/page.js"))
        .map(TraceEvent.ConsoleMessage::text)
        .toList();
  }

  /** No script has failed, and no mistake was named but those that the worker makes. */
  void assertNothingWentWrong(String... mistakes) {
    assertThat(site.events(TraceEvent.ScriptError.class)).isEmpty();
    assertThat(site.events(TraceEvent.Diagnostic.class))
        .extracting(TraceEvent.Diagnostic::name)
        .isSubsetOf(mistakes);
  }

  /**
   * Asks for an update and waits until workers have come to a state so many times. Opening a page
   * may have begun the update already, so the page itself could miss its events.
   */
  void update(String state, int times) throws IOException {
    page("await (await container.ready).update();");
    site.await(
        TraceEvent.WorkerStateChanged.class,
        any -> states().stream().filter(state::equals).count() >= times);
  }

  List<String> states() {
    return site.events(TraceEvent.WorkerStateChanged.class).stream()
        .map(TraceEvent.WorkerStateChanged::state)
        .toList();
  }
}
