package dev.bellhop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.testing.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActivationTest {
  private final VirtualClock clock = new VirtualClock();
  private final Activation activation = new Activation(clock);

  @Test
  void onlyAClickBeginsItAndItIsOverSoon() {
    assertThat(activation.isActive()).isFalse();
    activation.dispatching("push");
    assertThat(activation.isActive()).isFalse();
    activation.dispatching("notificationclick");
    assertThat(activation.isActive()).isTrue();
    clock.advance(Activation.DURATION.minusNanos(1));
    assertThat(activation.isActive()).isTrue();
    clock.advance(Duration.ofNanos(1));
    assertThat(activation.isActive()).isFalse();
    activation.dispatching("backgroundfetchclick");
    assertThat(activation.isActive()).isTrue();
  }
}
