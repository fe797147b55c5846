package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventDispatchTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void promiseJobsRunBetweenListeners() {
    worker.run(
        """
        addEventListener("activate", () => {
          console.log("one");
          Promise.resolve().then(() => console.log("job of one"));
        });
        addEventListener("activate", () => console.log("two"));
        """);
    EventOutcome outcome = worker.dispatch("activate");
    assertThat(worker.log).containsExactly("one", "job of one", "two");
    assertThat(outcome).isEqualTo(new EventOutcome(2, 0, 0, false));
  }

  @Test
  void aThrowingListenerIsReportedAndTheNextOneRuns() {
    worker.run(
        """
        addEventListener("activate", () => {
          Promise.resolve().then(() => console.log("job"));
          throw new TypeError("no");
        });
        addEventListener("error", event => console.log(event.message, event.lineno, event.filename));
        addEventListener("activate", () => console.log("two"));
        """);
    EventOutcome outcome = worker.dispatch("activate");
    assertThat(worker.log)
        .containsExactly("job", "Uncaught TypeError: no 3 https://app.example/sw.js", "two");
    assertThat(outcome).isEqualTo(new EventOutcome(2, 1, 0, false));
    assertThat(worker.errors).hasSize(1);
  }

  @Test
  void anErrorListenerThatCancelsKeepsTheErrorFromTheOwner() {
    worker.run(
        """
        onerror = (message, url, line, column, error) => {
          console.log(message, line, error.constructor.name);
          return true;
        };
        addEventListener("activate", () => { throw new RangeError("mine"); });
        """);
    assertThat(worker.dispatch("activate").thrown()).isEqualTo(1);
    assertThat(worker.log).containsExactly("Uncaught RangeError: mine 5 RangeError");
    assertThat(worker.errors).isEmpty();
  }

  @Test
  void anErrorListenerThatThrowsDoesNotCallItself() {
    worker.run(
        """
        addEventListener("error", () => { throw new Error("second"); });
        addEventListener("activate", () => { throw new Error("first"); });
        """);
    worker.dispatch("activate");
    assertThat(worker.errors)
        .extracting(RealmHarness.ScriptError::message)
        .containsExactly("Error: second", "Error: first");
  }

  @Test
  void aHandlerAttributeKeepsThePlaceOfItsFirstAssignment() {
    worker.run(
        """
        onactivate = () => console.log("never");
        addEventListener("activate", () => console.log("listener"));
        onactivate = () => console.log("attribute");
        """);
    worker.dispatch("activate");
    assertThat(worker.log).containsExactly("attribute", "listener");
  }

  @Test
  void aHandlerAttributeSetToNullIsGoneAndComesBackLast() {
    worker.run(
        """
        onactivate = () => console.log("never");
        addEventListener("activate", () => console.log("listener"));
        onactivate = null;
        console.log(onactivate);
        onactivate = () => console.log("attribute");
        """);
    worker.dispatch("activate");
    assertThat(worker.log).containsExactly("null", "listener", "attribute");
  }

  @Test
  void listenersThatAreNoFunctions() {
    worker.run(
        """
        addEventListener("activate", { name: "me", handleEvent(event) { console.log(this.name, event.type); } });
        addEventListener("activate", {});
        onactivate = { handleEvent() { console.log("not called"); } };
        onfetch = 5;
        console.log(onfetch);
        """);
    EventOutcome outcome = worker.dispatch("activate");
    assertThat(worker.log).containsExactly("null", "me activate");
    assertThat(outcome.thrown()).isEqualTo(1);
  }

  @Test
  void optionsOfListeners() {
    worker.run(
        """
        const target = new EventTarget();
        const controller = new AbortController();
        const log = (text) => () => console.log(text);
        target.addEventListener("x", log("bubble"));
        target.addEventListener("x", log("capture"), true);
        target.addEventListener("x", log("once"), { once: true });
        target.addEventListener("x", log("signal"), { signal: controller.signal });
        target.addEventListener("x", (event) => event.preventDefault(), { passive: true });
        console.log(target.dispatchEvent(new Event("x", { cancelable: true })));
        controller.abort();
        target.addEventListener("x", (event) => event.stopImmediatePropagation());
        target.addEventListener("x", log("stopped"));
        target.dispatchEvent(new Event("x"));
        """);
    assertThat(worker.log)
        .containsExactly("capture", "bubble", "once", "signal", "true", "capture", "bubble");
  }

  @Test
  void anEventOfAScript() {
    worker.run(
        """
        const target = new EventTarget();
        const event = new CustomEvent("x", { detail: 5, cancelable: true });
        target.addEventListener("x", (e) => {
          Promise.resolve().then(() => console.log("job"));
          console.log(e === event, e.isTrusted, e.eventPhase, e.currentTarget === target, e.detail);
          try { target.dispatchEvent(e); } catch (error) { console.log(error.name); }
        });
        target.addEventListener("x", (e) => e.preventDefault());
        console.log(target.dispatchEvent(event), event.eventPhase, event.currentTarget);
        """);
    assertThat(worker.log)
        .containsExactly("true false 2 true 5", "InvalidStateError", "false 0 null", "job");
  }

  @Test
  void theTypesListenedToAreThoseAfterTheFirstScriptsPromiseJobs() {
    worker.run(
        """
        addEventListener("backgroundfetchsuccess", () => {});
        oninstall = () => {};
        Promise.resolve().then(() => addEventListener("fetch", () => {}));
        setTimeout(() => addEventListener("late", () => {}));
        """);
    worker.advance(5);
    worker.run("addEventListener('later', () => {})");
    assertThat(worker.realm.listenedEventTypes())
        .containsExactlyInAnyOrder("backgroundfetchsuccess", "install", "fetch");
  }
}
