package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void levelsAndPlaceholders() {
    worker.run(
        """
        console.log("%s is %d%% of %o", "x", 42.9, { a: 1 }, "rest");
        console.warn("careful"); console.error("bad"); console.debug("d"); console.info("i");
        console.assert(true); console.assert(false, "as %s", "x");
        console.count(); console.count(); console.countReset(); console.count();
        """);
    assertThat(worker.log)
        .containsExactly(
            "x is 42% of { a: 1 } rest",
            "warn: careful",
            "error: bad",
            "debug: d",
            "info: i",
            "error: Assertion failed: as x",
            "info: default: 1",
            "info: default: 2",
            "info: default: 1");
  }

  @Test
  void showingAValueRunsNoneOfItsCode() {
    worker.run(
        """
        console.log({ get a() { throw new Error("called"); } });
        console.log({ toString() { throw new Error("called"); }, toJSON() { throw 1; } });
        console.log(new Proxy({}, { ownKeys() { throw new Error("called"); } }));
        const circle = {}; circle.me = circle; console.log(circle);
        console.log(Object.create(null), [1, , "s"], new Map([[1, new Set([2])]]), -0, 5n);
        """);
    assertThat(worker.log)
        .containsExactly(
            "{ a: [Getter] }",
            "{ toString: [Function: toString], toJSON: [Function: toJSON] }",
            "[value that cannot be shown]",
            "{ me: [Circular] }",
            "[null prototype] {} [1, <empty>, \"s\"] Map(1) { 1 => Set(1) { 2 } } -0 5n");
    assertThat(worker.errors).isEmpty();
  }

  @Test
  void groupsTablesAndTimers() {
    worker.run(
        """
        console.group("outer"); console.log("in\\nside"); console.groupEnd();
        console.table([{ a: 1, b: "x" }, { a: 2 }]);
        console.table(new Map([["k", { v: 1 }]]));
        console.table(new Set(["m"]));
        console.time("t"); setTimeout(() => console.timeEnd("t"), 5);
        """);
    worker.advance(5);
    assertThat(worker.log)
        .containsExactly(
            "outer",
            "  in\n  side",
            "(index)  a  b  \n-------  -  ---\n0        1  \"x\"\n1        2     ",
            "(index)  Key  v\n-------  ---  -\n0        \"k\"  1",
            "(index)  Values\n-------  ------\n0        \"m\"   ",
            "info: t: 5.000 ms");
  }

  @Test
  void labelsAndColumnsAreConvertedAsWebIdlSays() {
    worker.run(
        """
        console.count({ toString: () => "own" });
        console.count(undefined);
        for (const method of ["count", "countReset", "time", "timeLog", "timeEnd"]) {
          try {
            console[method]({ toString() { throw new Error(method); } });
          } catch (error) {
            console.log(error.message, console[method].length);
          }
        }
        console.table([{ a: 1, b: 2 }], new Set(["b"]));
        try { console.table([], 1); } catch ({ name }) { console.log(name); }
        """);
    assertThat(worker.log)
        .containsExactly(
            "info: own: 1",
            "info: default: 1",
            "count 0",
            "countReset 0",
            "time 0",
            "timeLog 0",
            "timeEnd 0",
            "(index)  b\n-------  -\n0        2",
            "TypeError");
  }
}
