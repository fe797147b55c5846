package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressEventTest {
  @Test
  void saysHowMuchOfHowMuch() {
    try (var worker = new RealmHarness()) {
      worker.run(
          """
          const show = ({ type, lengthComputable, loaded, total, cancelable }) =>
              console.log(type, lengthComputable, loaded, total, cancelable);
          show(new ProgressEvent("progress"));
          const init = { lengthComputable: 1, loaded: "1.5", total: 3, cancelable: true };
          show(new ProgressEvent("progress", init));
          for (const wrong of [[], ["x", { loaded: NaN }], ["x", 1]]) {
            try { new ProgressEvent(...wrong); } catch ({ name }) { console.log(name); }
          }
          """);
      assertThat(worker.log)
          .containsExactly(
              "progress false 0 0 false",
              "progress true 1.5 3 true",
              "TypeError",
              "TypeError",
              "TypeError");
    }
  }
}
