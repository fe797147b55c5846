package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs an example in a worker, and gives it the events that it listens to. */
final class WorkerRun {
  private static final List<String> OF_LIFECYCLE = List.of("install", "activate");

  private static final String OLD_CACHE =
      "caches.open('of-an-older-version').then((cache) => cache.put('/old', new Response('old')));";

  private final Stage.Place place;
  private final Example example;
  private final Findings findings;

  WorkerRun(Stage.Place place, Example example, Findings findings) {
    this.place = place;
    this.example = example;
    this.findings = findings;
  }

  /**
   * Runs it.
   *
   * @return the types of the events that it got
   */
  List<String> run() throws InterruptedException, TimeoutException {
    Page before = place.open("/before.html");
    place.arrange(before, example.fixture().before());
    if (example.reading().mentions("caches", "delete")) {
      place.arrange(before, OLD_CACHE);
    }
    place.listen();
    Registration registration = register();
    place.tell(findings);
    List<String> dispatched = new ArrayList<>();
    if (registration != null) {
      findings.evaluated();
      if (before.controller() != null) {
        findings.claimed();
      }
      Set<String> types = Reading.of(example.script().text()).events();
      for (String type : types) {
        if (OF_LIFECYCLE.contains(type)) {
          dispatched.add(type);
        }
      }
      Page page = page();
      var events =
          new Dispatches(place, example, registration, page == null ? before : page, findings);
      for (String type : types) {
        if (!OF_LIFECYCLE.contains(type) && events.dispatch(type)) {
          dispatched.add(type);
        }
        place.tell(findings);
      }
      if (!types.contains("fetch")) {
        events.askAsExpected();
        place.tell(findings);
      }
    }
    place.act(before, example.after());
    place.tell(findings);
    return dispatched;
  }

  private @Nullable Registration register() throws InterruptedException, TimeoutException {
    try {
      return Stage.register(place);
    } catch (BellhopException e) {
      findings.problem("not registered", String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** A page that the worker controls; null where the worker lets none be opened. */
  private @Nullable Page page() throws InterruptedException, TimeoutException {
    try {
      place.lookAway();
      Page page = place.open("/page.html");
      place.settle(place.site().status());
      return page;
    } catch (BellhopException e) {
      return null;
    } finally {
      place.listen();
    }
  }
}
