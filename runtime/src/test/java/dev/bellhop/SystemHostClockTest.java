package dev.bellhop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemHostClockTest {
  private final SystemHostClock clock = new SystemHostClock(Duration.ofMillis(1));

  @AfterEach
  void close() {
    clock.close();
  }

  private Thread threadOfATimer() throws Exception {
    var thread = new CompletableFuture<Thread>();
    clock.schedule(Duration.ZERO, () -> thread.complete(Thread.currentThread()));
    return thread.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aThreadWithoutTimersEndsAndTheNextTimerHasAnother() throws Exception {
    Thread first = threadOfATimer();
    assertThat(first.join(Duration.ofSeconds(20))).isTrue();
    assertThat(threadOfATimer()).isNotEqualTo(first);
  }

  @Test
  void aTimerThatIsFarOffIsWaitedFor() throws Exception {
    var fired = new CompletableFuture<Void>();
    clock.schedule(Duration.ofMillis(50), () -> fired.complete(null));
    assertThat(fired).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void aCancelledTimerDoesNotFire() throws Exception {
    var fired = new CompletableFuture<Void>();
    clock.schedule(Duration.ofMillis(50), () -> fired.complete(null)).run();
    var later = new CompletableFuture<Void>();
    clock.schedule(Duration.ofMillis(51), () -> later.complete(null));
    assertThat(later).succeedsWithin(Duration.ofSeconds(20));
    assertThat(fired).isNotDone();
  }
}
