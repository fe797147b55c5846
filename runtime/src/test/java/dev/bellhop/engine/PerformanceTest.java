package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Marks and measures, and where scripts find them again. */
class PerformanceTest {
  private static final String THROWN =
      """
      const thrown = (steps) => {
        try { steps(); return "nothing"; } catch (error) { return error.name; }
      };
      """;

  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void aMarkSaysWhereAndWhat() {
    worker.advance(3);
    worker.run(
        """
        const detail = { of: ["a"] };
        const mark = performance.mark("begin", { detail });
        detail.of = [];
        const { id, ...shown } = mark.toJSON();
        console.log(JSON.stringify(shown), JSON.stringify(mark.detail), id >= 100);
        console.log(mark instanceof PerformanceMark, mark instanceof PerformanceEntry);
        console.log(performance.mark("early", { startTime: 1.5 }).startTime);
        console.log(new PerformanceMark("alone").detail, performance.getEntriesByName("alone").length);
        """);
    assertThat(worker.log)
        .containsExactly(
            """
            {"name":"begin","entryType":"mark","startTime":3,"duration":0,"navigationId":0} \
            {"of":["a"]} true""",
            "true true",
            "1.5",
            "null 0");
  }

  @Test
  void aMeasureTakesMarksOrTimes() {
    worker.run("performance.mark('one');");
    worker.advance(4);
    worker.run("performance.mark('one'); performance.mark('two', { startTime: 9 });");
    worker.advance(1);
    worker.run(
        """
        const show = (...args) => {
          const { startTime, duration } = performance.measure("m", ...args);
          console.log(startTime, duration);
        };
        show();
        show("one");
        show("one", "two");
        show({ start: "one", duration: 2 });
        show({ end: 8, duration: 2 });
        show({ start: 1, end: "two" });
        show(undefined, "two");
        console.log(performance.measure("d", { end: 1, detail: [2] }).detail[0]);
        """);
    assertThat(worker.log).containsExactly("0 5", "4 1", "4 5", "4 2", "6 2", "1 8", "0 9", "2");
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    worker.run(
        THROWN
            + """
            console.log(thrown(() => performance.measure("m", "no such mark")));
            console.log(thrown(() => performance.measure("m", { duration: 1 })));
            console.log(thrown(() => performance.measure("m", { start: 0, end: 1, duration: 1 })));
            console.log(thrown(() => performance.measure("m", { start: 0 }, "end")));
            console.log(thrown(() => performance.measure("m", { start: -1 })));
            console.log(thrown(() => performance.measure("m", "navigationStart")));
            console.log(thrown(() => performance.mark("m", { startTime: -1 })));
            console.log(thrown(() => performance.mark("m", { detail: () => {} })));
            console.log(thrown(() => performance.mark("fetchStart")));
            """);
    assertThat(worker.log)
        .containsExactly(
            "SyntaxError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "TypeError",
            "DataCloneError",
            "nothing");
  }

  @Test
  void inAPageTheMomentsOfItsLoadingAreNoNamesOfMarks() {
    try (var page = new RealmHarness(RealmSettings.Kind.PAGE, Map.of())) {
      page.run(
          THROWN
              + """
              console.log(thrown(() => performance.mark("fetchStart")));
              console.log(thrown(() => performance.measure("m", "domComplete")));
              console.log(performance.measure("m", "navigationStart").startTime);
              """);
      assertThat(page.log).containsExactly("SyntaxError", "InvalidAccessError", "0");
    }
  }

  @Test
  void entriesAreFoundByNameAndTypeInTheOrderOfTheirStart() {
    worker.run(
        """
        performance.mark("b", { startTime: 7 });
        performance.mark("a", { startTime: 2 });
        performance.measure("a", { start: 4, end: 5 });
        const names = (entries) => entries.map(({ name, startTime }) => name + startTime).join();
        console.log(names(performance.getEntries()));
        console.log(names(performance.getEntriesByType("mark")));
        console.log(names(performance.getEntriesByName("a")));
        console.log(names(performance.getEntriesByName("a", "measure")));
        console.log(names(performance.getEntriesByType("Mark")));
        performance.clearMarks("b");
        console.log(names(performance.getEntries()));
        performance.clearMarks();
        performance.clearMeasures("b");
        console.log(names(performance.getEntries()));
        performance.clearMeasures();
        console.log(performance.getEntries().length);
        """);
    assertThat(worker.log)
        .containsExactly("a2,a4,b7", "a2,b7", "a2,a4", "a4", "", "a2,a4", "a4", "0");
  }
}
