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
}
