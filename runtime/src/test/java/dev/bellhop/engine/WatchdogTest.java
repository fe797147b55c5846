package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final VirtualClock clock = new VirtualClock();
  private final List<Long> stuck = new ArrayList<>();
  private final Watchdog watchdog =
      new Watchdog(
          clock, Duration.ofSeconds(30), () -> stuck.add(clock.nanoTime() / 1_000_000_000));

  private void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void aTaskIsStuckWhenItHasRunForTheLimit() {
    watchdog.begin();
    pass(29);
    assertThat(stuck).isEmpty();
    pass(1);
    assertThat(stuck).containsExactly(30L);
  }

  @Test
  void tasksThatFollowEachOtherAreMeasuredOneByOne() {
    watchdog.begin();
    pass(20);
    watchdog.end();
    watchdog.begin();
    pass(29);
    assertThat(stuck).isEmpty();
    pass(1);
    assertThat(stuck).containsExactly(50L);
  }

  @Test
  void noTimerIsLeftWhereNothingRuns() {
    watchdog.begin();
    watchdog.end();
    pass(1000);
    assertThat(clock.timers()).isZero();
    watchdog.begin();
    watchdog.stop();
    assertThat(clock.timers()).isZero();
    watchdog.begin();
    pass(1000);
    assertThat(stuck).isEmpty();
  }
}
