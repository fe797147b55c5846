package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs an example in a worker, and gives it the events that it listens to. */
final class WorkerRun {
  private static final List<String> OF_LIFECYCLE = List.of("install", "activate");

  private final Stage.Set set;
  private final Example example;
  private final Findings findings;

  WorkerRun(Stage.Set set, Example example, Findings findings) {
    this.set = set;
    this.example = example;
    this.findings = findings;
  }

  /**
   * Runs it.
   *
   * @return the types of the events that it got
   */
  List<String> run() throws InterruptedException, TimeoutException {
    Page before = set.open("/before.html");
    set.arrange(before, example.fixture().before());
    set.listen();
    Registration registration = register();
    set.tell(findings);
    List<String> dispatched = new ArrayList<>();
    if (registration != null) {
      if (before.controller() != null) {
        findings.claimed();
      }
      for (String type : example.reading().events()) {
        if (OF_LIFECYCLE.contains(type)) {
          dispatched.add(type);
        }
      }
      Page page = page();
      var events = new Dispatches(set, example, registration, page == null ? before : page, findings);
      for (String type : example.reading().events()) {
        if (!OF_LIFECYCLE.contains(type) && events.dispatch(type)) {
          dispatched.add(type);
        }
        set.tell(findings);
      }
    }
    set.act(before, example.fixture().after());
    set.tell(findings);
    return dispatched;
  }

  private @Nullable Registration register() throws InterruptedException, TimeoutException {
    try {
      return Stage.register(set);
    } catch (BellhopException e) {
      findings.problem("not registered", String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** A page that the worker controls; null where the worker lets none be opened. */
  private @Nullable Page page() throws InterruptedException, TimeoutException {
    try {
      set.lookAway();
      Page page = set.open("/page.html");
      set.settle(set.site().status());
      return page;
    } catch (BellhopException e) {
      return null;
    } finally {
      set.listen();
    }
  }
}
