package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BellhopException;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripts that use too much of something other than time. */
@Timeout(60)
class ScriptLimitsTest {
  private static RealmHarness harness(int timers) {
    return new RealmHarness(
        RealmSettings.Kind.WORKER, Map.of(), new ScriptLimits(Duration.ofHours(1), timers));
  }

  private static void assertStopped(
      RealmHarness realm, CompletableFuture<Void> run, String code, int line) {
    assertThat(run)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(BellhopException.class)
        .withMessageContaining("was stopped");
    assertThat(realm.realm.isClosed()).isTrue();
    assertThat(realm.diagnostics).hasSize(1);
    TraceEvent.Diagnostic told = realm.diagnostics.getFirst();
    assertThat(told.name()).isEqualTo(code);
    assertThat(told.message()).contains(RealmHarness.SCRIPT);
    assertThat(Objects.requireNonNull(told.frame()).line()).isEqualTo(line);
  }

  @Test
  void aFloodOfTimersIsStopped() {
    try (var flooding = harness(50);
        var other = harness(50)) {
      var run =
          flooding.realm.runScript(
              RealmHarness.SCRIPT,
              "setTimeout(() => {}, 1);\nfor (;;) setTimeout(() => {}, 1000);");
      assertStopped(flooding, run, "script-timers", 2);
      other.run(
          "for (let i = 0; i < 40; i++) clearTimeout(setTimeout(() => {}));"
              + " for (let i = 0; i < 50; i++) setTimeout(() => {}); console.log('well');");
      assertThat(other.log).containsExactly("well");
    }
  }

  @Test
  void theScriptThatAllocatesMostIsStoppedWhenMemoryIsShort() {
    var allocating = new CompletableFuture<Void>();
    try (var hungry = harness(50);
        var other = harness(50)) {
      hungry.onConsole(() -> allocating.complete(null));
      var run =
          hungry.realm.runScript(
              RealmHarness.SCRIPT,
              """
              let last; let i = 0;
              for (;;) {
                last = new Array(1000).fill(last === undefined ? 0 : 1);
                if (++i === 1000) console.log("on");
              }
              """);
      RealmHarness.await(allocating);
      RealmHarness.heapIsNearlyFull();
      assertThat(run).failsWithin(Duration.ofSeconds(30));
      assertThat(hungry.diagnostics)
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told.name()).isEqualTo("script-memory");
                assertThat(Objects.requireNonNull(told.frame()).line()).isBetween(2, 5);
              });
      other.run("console.log('well');");
      assertThat(other.log).containsExactly("well");
    }
  }

  @Test
  void recursionWithoutEndIsARangeErrorAndHarmsNobody() {
    try (var deep = harness(50)) {
      deep.run(
          """
          const f = () => [1].map(f);
          const g = { get x() { return this.x; } };
          const h = { toString() { return `${this}`; } };
          for (const run of [f, () => g.x, () => `${h}`]) {
            try { run(); } catch (error) { console.log(error instanceof RangeError); }
          }
          """);
      assertThat(deep.log).containsExactly("true", "true", "true");
      assertThat(deep.diagnostics).isEmpty();
    }
  }
}
