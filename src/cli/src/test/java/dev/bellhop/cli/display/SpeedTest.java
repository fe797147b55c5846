package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpeedTest {
  private final Speed speed = new Speed();

  @Test
  void oneSampleTellsNothing() {
    speed.sample(Instant.EPOCH, 500);
    assertThat(speed.bytesPerSecond()).isZero();
  }

  @Test
  void bytesOfAnEarlierRunDoNotCount() {
    speed.sample(Instant.EPOCH, 1_000_000);
    speed.sample(Instant.EPOCH.plusSeconds(2), 1_000_600);
    assertThat(speed.bytesPerSecond()).isEqualTo(300);
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    speed.sample(Instant.EPOCH, 0);
    for (int second = 1; second <= 20; second++) {
      speed.sample(Instant.EPOCH.plusSeconds(second), second <= 10 ? second * 1000 : 10_000);
    }
    assertThat(speed.bytesPerSecond()).isZero();
  }

  @Test
  void startingAgainIsNoNegativeRate() {
    speed.sample(Instant.EPOCH, 1000);
    speed.sample(Instant.EPOCH.plusSeconds(1), 0);
    assertThat(speed.bytesPerSecond()).isZero();
  }
}
