package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtendableEventTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void theOutcomeWaitsForTheLastPromise() {
    worker.run(
        """
        let finish;
        onactivate = (event) => {
          event.waitUntil(new Promise((resolve) => { finish = resolve; }));
        };
        """);
    var outcome = worker.realm.dispatch("activate");
    worker.settle();
    assertThat(outcome).isNotDone();
    worker.run("finish()");
    assertThat(RealmHarness.await(outcome)).isEqualTo(new EventOutcome(1, 0, 0, false));
  }

  @Test
  void rejectionsAreCountedAndTold() {
    worker.run(
        """
        onactivate = (event) => {
          event.waitUntil(Promise.resolve(1));
          event.waitUntil(Promise.reject(new Error("disk on fire")));
        };
        """);
    assertThat(worker.dispatch("activate").rejected()).isEqualTo(1);
    assertThat(worker.errors).hasSize(1);
    assertThat(worker.errors.getFirst().message()).contains("waitUntil()", "Error: disk on fire");
    assertThat(worker.errors.getFirst().frame()).isNotNull();
    assertThat(worker.errors.getFirst().frame().line()).isEqualTo(3);
  }

  @Test
  void aMicrotaskAfterTheListenerMayStillExtend() {
    worker.run(
        """
        onactivate = (event) => {
          Promise.resolve().then(() => {
            event.waitUntil(Promise.resolve());
            console.log("extended");
          });
        };
        """);
    assertThat(worker.dispatch("activate").rejected()).isZero();
    assertThat(worker.log).containsExactly("extended");
  }

  @Test
  void aTaskMayExtendOnlyWhileAPromiseIsPending() {
    worker.run(
        """
        onactivate = (event) => {
          event.waitUntil(new Promise((resolve) => setTimeout(resolve, 5)));
          setTimeout(() => {
            event.waitUntil(new Promise((resolve) => setTimeout(resolve, 10)));
            console.log("extended");
          }, 2);
          setTimeout(() => {
            try { event.waitUntil(1); } catch (error) { console.log(error.name); }
          }, 30);
        };
        """);
    var outcome = worker.realm.dispatch("activate");
    worker.settle();
    worker.advance(10);
    assertThat(outcome).isNotDone();
    worker.advance(25);
    assertThat(outcome).isCompleted();
    assertThat(worker.log).containsExactly("extended", "InvalidStateError");
  }

  @Test
  void theCountGoesDownOneMicrotaskAfterThePromise() {
    worker.run(
        """
        let settle;
        onactivate = (event) => {
          const p = new Promise((resolve) => { settle = resolve; });
          event.waitUntil(p);
          p.then(() => event.waitUntil(Promise.resolve()))
            .then(() => console.log("in time"));
          const q = new Promise((resolve) => setTimeout(resolve, 3));
          p.then(() => {}).then(() => {}).then(() => {}).then(() => {}).then(() => {
            try { event.waitUntil(q); } catch (error) { console.log("late", error.name); }
          });
        };
        """);
    var outcome = worker.realm.dispatch("activate");
    worker.settle();
    worker.run("settle()");
    assertThat(RealmHarness.await(outcome).rejected()).isZero();
    assertThat(worker.log).containsExactly("in time", "late InvalidStateError");
  }

  @Test
  void anEventOfAScriptCannotBeExtended() {
    worker.run(
        """
        addEventListener("x", (event) => {
          try { event.waitUntil(1); } catch (error) { console.log(error.name, error.code); }
        });
        dispatchEvent(new ExtendableEvent("x"));
        """);
    assertThat(worker.log).containsExactly("InvalidStateError 11");
  }

  @Test
  void aTimedOutEventIsInactive() {
    worker.run(
        """
        onactivate = (event) => {
          event.waitUntil(new Promise(() => {}));
          setTimeout(() => {
            try { event.waitUntil(1); } catch (error) { console.log(error.name); }
          }, 2);
        };
        """);
    var outcome = worker.realm.dispatch("activate");
    worker.settle();
    outcome.cancel(false);
    worker.advance(3);
    assertThat(worker.log).containsExactly("InvalidStateError");
  }

  @Test
  void aFunctionGivenToWaitUntilIsNotCalledAndNamedAsAMistake() {
    worker.run(
        """
        addEventListener("activate", (event) => {
          const name = "movies";
            event.waitUntil(async () => {
              console.log("never", name);
            });
        });
        """);
    EventOutcome outcome = worker.dispatch("activate");
    assertThat(outcome).isEqualTo(new EventOutcome(1, 0, 0, false));
    assertThat(worker.log).isEmpty();
    assertThat(worker.diagnostics).hasSize(1);
    var diagnostic = worker.diagnostics.getFirst();
    assertThat(diagnostic.name()).isEqualTo("waituntil-function");
    assertThat(diagnostic.fix()).contains("()");
    assertThat(diagnostic.link()).startsWith("https://w3c.github.io/ServiceWorker/");
    assertThat(diagnostic.frame()).isNotNull();
    assertThat(diagnostic.frame().url()).isEqualTo(RealmHarness.SCRIPT);
    assertThat(diagnostic.frame().line()).isEqualTo(3);
    assertThat(diagnostic.frame().column()).isEqualTo(5);
    assertThat(diagnostic.frame().text()).isEqualTo("    event.waitUntil(async () => {");
  }
}
