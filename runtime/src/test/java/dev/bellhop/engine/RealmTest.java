package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RealmTest {
  @Test
  void closingStopsAScriptThatLoops() throws InterruptedException {
    var looping = new CountDownLatch(1);
    var realm = new RealmHarness(looping::countDown);
    var run = realm.realm.runScript(RealmHarness.SCRIPT, "console.log('loop'); for (;;) {}");
    assertThat(looping.await(20, TimeUnit.SECONDS)).isTrue();
    realm.close();
    assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThat(realm.realm.closed()).isCompleted();
  }

  @Test
  void aClosedRealmRunsNothing() {
    var realm = new RealmHarness();
    realm.close();
    realm.close();
    assertThat(realm.realm.runScript(RealmHarness.SCRIPT, "1")).isCompletedExceptionally();
    assertThat(realm.realm.dispatch("activate")).isCompletedExceptionally();
    assertThat(realm.realm.idle()).isCompleted();
  }

  @Test
  void aLoopThatATaskWaitsForIsNotIdle() {
    try (var realm = new RealmHarness()) {
      var busy = new CompletableFuture<String>();
      var alone = new CompletableFuture<String>();
      realm.settle();
      realm.realm.post(
          () -> {
            alone.complete(realm.realm.whileIdle(() -> "idle"));
            realm.realm.post(() -> {});
            busy.complete(realm.realm.whileIdle(() -> "idle"));
          });
      assertThat(RealmHarness.await(alone)).isEqualTo("idle");
      assertThat(RealmHarness.await(busy)).isNull();
    }
  }

  @Test
  void realmsShareNothing() {
    try (var one = new RealmHarness();
        var other = new RealmHarness()) {
      one.run("globalThis.x = 1; Array.prototype.mine = 1;");
      other.run("console.log(typeof x, [].mine)");
      assertThat(other.log).containsExactly("undefined undefined");
    }
  }

  @Test
  void aPageIsAnEventTargetButNoWorker() {
    try (var page = new RealmHarness(RealmSettings.Kind.PAGE, Map.of())) {
      page.run(
          """
          console.log(self instanceof EventTarget, typeof ServiceWorkerGlobalScope, "onfetch" in self);
          addEventListener("x", () => console.log("x"));
          dispatchEvent(new Event("x"));
          """);
      assertThat(page.log).containsExactly("true undefined false", "x");
    }
  }

  @Test
  void anEventThatNoShimMakesFailsItsFuture() {
    try (var realm = new RealmHarness()) {
      var outcome = realm.realm.dispatch("nosuchevent");
      assertThatThrownBy(() -> RealmHarness.await(outcome)).hasMessageContaining("nosuchevent");
    }
  }
}
