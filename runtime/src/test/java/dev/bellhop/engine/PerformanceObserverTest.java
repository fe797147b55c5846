package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerformanceObserverTest {
  private static final String SHOW =
      """
      const names = (entries) => entries.map(({ name }) => name).join();
      """;

  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  /** Runs a script, and lets the observers be called. */
  private void run(String script) {
    worker.run(SHOW + script);
    worker.advance(2);
  }

  @Test
  void isCalledInATaskWithWhatCameMeanwhile() {
    run(
        """
        const observer = new PerformanceObserver(function (list, self, options) {
          console.log(names(list.getEntries()), names(list.getEntriesByType("measure")),
              names(list.getEntriesByName("x")), this === observer && self === observer,
              options.droppedEntriesCount);
        });
        observer.observe({ entryTypes: ["mark", "measure", "nothing known"] });
        performance.mark("x");
        performance.measure("y", { start: 5, end: 6 });
        console.log("called later");
        """);
    worker.run("performance.mark('x');");
    worker.advance(2);
    assertThat(worker.log).containsExactly("called later", "x,y y x true 0", "x  x true undefined");
  }

  @Test
  void promiseJobsRunBetweenObserversAndAThrownErrorIsReported() {
    run(
        """
        for (const name of ["first", "second"]) {
          new PerformanceObserver(() => {
            console.log(name);
            queueMicrotask(() => console.log("job of", name));
            throw new Error(name);
          }).observe({ type: "mark" });
        }
        performance.mark("x");
        """);
    assertThat(worker.log).containsExactly("first", "job of first", "second", "job of second");
    assertThat(worker.errors).hasSize(2);
  }

  @Test
  void whatWasBeforeComesOnlyWhereItIsWanted() {
    run(
        """
        performance.mark("before");
        new PerformanceObserver((list) => console.log("all", names(list.getEntries())))
            .observe({ type: "mark", buffered: true });
        new PerformanceObserver((list) => console.log("new", names(list.getEntries())))
            .observe({ type: "mark" });
        performance.mark("after");
        """);
    assertThat(worker.log).containsExactly("all before,after", "new after");
  }

  @Test
  void typesAreAddedOneByOneOrReplacedAltogether() {
    run(
        """
        const one = new PerformanceObserver((list) => console.log("one", names(list.getEntries())));
        one.observe({ type: "mark" });
        one.observe({ type: "measure" });
        const many = new PerformanceObserver((list) => console.log("many", names(list.getEntries())));
        many.observe({ entryTypes: ["mark"] });
        many.observe({ entryTypes: ["measure"] });
        performance.mark("a");
        performance.measure("b");
        for (const options of [{ entryTypes: ["mark"] }, {}, { entryTypes: ["mark"], type: "mark" }]) {
          try { one.observe(options); } catch ({ name }) { console.log(name); }
        }
        """);
    assertThat(worker.log)
        .containsExactly("InvalidModificationError", "TypeError", "TypeError", "one a,b", "many b");
  }

  @Test
  void nothingComesAfterDisconnectOrOfWhatWasTaken() {
    run(
        """
        const observer = new PerformanceObserver(() => console.log("called"));
        observer.observe({ entryTypes: ["mark"] });
        performance.mark("a");
        console.log(names(observer.takeRecords()), observer.takeRecords().length);
        performance.mark("b");
        observer.disconnect();
        console.log(observer.takeRecords().length);
        console.log(PerformanceObserver.supportedEntryTypes.join(),
            PerformanceObserver.supportedEntryTypes === PerformanceObserver.supportedEntryTypes);
        """);
    assertThat(worker.log).containsExactly("a 0", "0", "mark,measure true");
  }
}
