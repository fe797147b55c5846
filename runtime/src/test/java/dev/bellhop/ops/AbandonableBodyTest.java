package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.LiveBody;
import org.junit.jupiter.api.Test;

class AbandonableBodyTest {
  @Test
  void givesUpWhatNobodyOpened() {
    LiveBody body = new LiveBody().chunk("x");
    new AbandonableBody(body, () -> {}).leftover().run();
    assertThat(body.closed()).isCompleted();
  }

  @Test
  void leavesAReaderAlone() {
    LiveBody body = new LiveBody().chunk("x");
    var abandonable = new AbandonableBody(body, () -> {});
    BodyReader reader = abandonable.open();
    abandonable.leftover().run();
    assertThat(body.closed()).isNotDone();
    assertThat(reader.read().join()).isNotNull();
  }
}
