package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import java.util.concurrent.TimeoutException;

/** Runs an example in a page that a worker of ours controls. */
final class PageRun {
  /** The page that the example runs in. */
  static final String PATH = "/page.html";

  private final Stage.Place place;
  private final Example example;
  private final Findings findings;

  PageRun(Stage.Place place, Example example, Findings findings) {
    this.place = place;
    this.example = example;
    this.findings = findings;
  }

  void run(Fixture.Script script, String url) throws InterruptedException, TimeoutException {
    Stage.register(place);
    Page page = place.open(PATH);
    place.arrange(page, example.fixture().before());
    place.listen();
    try {
      place.settle(page.runScript(url, script.text()));
      findings.evaluated();
    } catch (BellhopException e) {
      // The trace tells of it.
    }
    place.act(page, example.after());
    place.tell(findings);
  }
}
