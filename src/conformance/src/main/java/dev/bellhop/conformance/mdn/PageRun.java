package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import java.util.concurrent.TimeoutException;

/** Runs an example in a page that a worker of ours controls. */
final class PageRun {
  private final Stage.Set set;
  private final Example example;
  private final Findings findings;

  PageRun(Stage.Set set, Example example, Findings findings) {
    this.set = set;
    this.example = example;
    this.findings = findings;
  }

  void run(Fixture.Script script, String url) throws InterruptedException, TimeoutException {
    Stage.register(set);
    Page page = set.open("/page.html");
    set.arrange(page, example.fixture().before());
    set.listen();
    try {
      set.settle(page.runScript(url, script.text()));
    } catch (BellhopException e) {
      // The trace tells of it.
    }
    set.act(page, example.fixture().after());
    set.tell(findings);
  }
}
