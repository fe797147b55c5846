package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbortSignalTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void aControllerAbortsOnce() {
    worker.run(
        """
        const controller = new AbortController();
        const { signal } = controller;
        signal.onabort = (event) => console.log(event.isTrusted, event.target === signal);
        controller.abort();
        controller.abort("again");
        console.log(signal.aborted, signal.reason.name, signal.reason instanceof DOMException);
        try { signal.throwIfAborted(); } catch (error) { console.log(error === signal.reason); }
        """);
    assertThat(worker.log).containsExactly("true true", "true AbortError true", "true");
  }

  @Test
  void anyFollowsItsSourcesAndTheirSources() {
    worker.run(
        """
        const first = new AbortController();
        const second = new AbortController();
        const any = AbortSignal.any([AbortSignal.any([first.signal]), second.signal]);
        any.addEventListener("abort", () => console.log(any.reason));
        first.abort("why");
        second.abort("no more");
        console.log(AbortSignal.any([any]).reason, AbortSignal.any([]).aborted);
        """);
    assertThat(worker.log).containsExactly("why", "why false");
  }

  @Test
  void timeout() {
    worker.run(
        """
        AbortSignal.timeout(5).addEventListener("abort", ({ target }) => console.log(target.reason.name));
        console.log(AbortSignal.abort(7).reason);
        """);
    worker.advance(4);
    assertThat(worker.log).containsExactly("7");
    worker.advance(2);
    assertThat(worker.log).containsExactly("7", "TimeoutError");
  }
}
