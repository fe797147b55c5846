package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.BellhopException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that do not return, on a virtual clock. */
class StuckScriptTest {
  private final RealmHarness realm =
      new RealmHarness(RealmSettings.Kind.WORKER, Map.of(), Duration.ofSeconds(30));
  private final CompletableFuture<Void> looping = new CompletableFuture<>();

  @AfterEach
  void close() {
    realm.close();
  }

  private BellhopException stopped(CompletableFuture<?> future) {
    realm.clock.advance(Duration.ofSeconds(30));
    var thrown =
        catchThrowableOfType(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS));
    return (BellhopException) thrown.getCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log('on');\nfor (;;) {}",
        "console.log('on');\nfor (;;) { try { for (;;) {} } catch {} finally { continue; } }",
        "function g() { return 1; } function f() { console.log('on');\nfor (;;) { g(); } } f();",
        "Promise.resolve().then(() => { console.log('on');\nfor (;;) {} });",
        "console.log('on');\n[3, 2, 1].sort(() => { for (;;) {} });",
        "const flood = () => {\nPromise.resolve().then(flood); }; console.log('on'); flood();",
        "const flood = () => {\nqueueMicrotask(flood); }; console.log('on'); flood();",
        "(async () => { console.log('on');\nfor (;;) await 0; })();",
      })
  void aLoopIsStoppedAndTold(String script) {
    realm.onConsole(() -> looping.complete(null));
    var run = realm.realm.runScript(RealmHarness.SCRIPT, script);
    RealmHarness.await(looping);
    BellhopException thrown = stopped(run);
    assertThat(thrown.kind()).isEqualTo(BellhopException.Kind.SCRIPT);
    assertThat(thrown).hasMessageContaining("ran for 30 s without returning");
    assertThat(realm.realm.isClosed()).isTrue();
    assertThat(realm.diagnostics)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.name()).isEqualTo("script-stuck");
              assertThat(told.message())
                  .startsWith("a script of " + RealmHarness.SCRIPT + " ran for 30 s");
              assertThat(told.frame()).isNotNull();
              assertThat(told.frame().url()).isEqualTo(RealmHarness.SCRIPT);
            });
    assertThat(realm.errors).isEmpty();
  }

  @Test
  void whatTheHostDoesOnTheLoopIsNoScriptsTime() {
    var running = new CompletableFuture<List<Boolean>>();
    realm.realm.post(
        () -> {
          Boolean within = realm.realm.whileIdle(realm.realm::isRunning);
          running.complete(Arrays.asList(within, realm.realm.isRunning()));
        });
    assertThat(RealmHarness.await(running)).containsExactly(false, true);
  }

  /** Within the engine's own loops there may be no line of the script to tell. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log('on'); new Array(1e9).fill(0);",
        "console.log('on'); /(a+)+\\1$/.test('a'.repeat(40) + 'b');",
      })
  void aLoopOfTheEngineItselfIsStoppedToo(String script) {
    realm.onConsole(() -> looping.complete(null));
    var run = realm.realm.runScript(RealmHarness.SCRIPT, script);
    RealmHarness.await(looping);
    assertThat(stopped(run)).hasMessageContaining("ran for 30 s without returning");
    assertThat(realm.realm.isClosed()).isTrue();
  }

  @Test
  void aLoopInAListenerFailsTheEventsThatWait() {
    realm.run("onactivate = () => {\n  console.log('on');\n  for (;;) {}\n};");
    realm.onConsole(() -> looping.complete(null));
    var first = realm.realm.dispatch("activate");
    var second = realm.realm.dispatch("activate");
    RealmHarness.await(looping);
    assertThat(stopped(first)).hasMessageContaining("ran for 30 s without returning");
    assertThat(second).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void timeThatPassesBetweenTasksCountsForNone() {
    realm.run("setInterval(() => console.log('tick'), 20_000);");
    for (int i = 0; i < 5; i++) {
      realm.clock.advance(Duration.ofSeconds(20));
      realm.settle();
    }
    assertThat(realm.log).hasSize(5);
    assertThat(realm.diagnostics).isEmpty();
  }
}
