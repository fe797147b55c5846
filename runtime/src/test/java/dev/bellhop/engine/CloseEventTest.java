package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloseEventTest {
  @Test
  void saysHowAConnectionWasClosed() {
    try (var worker = new RealmHarness()) {
      worker.run(
          """
          const show = ({ type, wasClean, code, reason }) =>
              console.log(type, wasClean, code, reason === "" ? "-" : reason);
          show(new CloseEvent("close"));
          show(new CloseEvent("close", { wasClean: 1, code: 65537.5, reason: 4 }));
          try { new CloseEvent(); } catch ({ name }) { console.log(name); }
          """);
      assertThat(worker.log).containsExactly("close false 0 -", "close true 1 4", "TypeError");
    }
  }
}
