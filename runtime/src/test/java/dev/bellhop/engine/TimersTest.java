package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void timersFireInTheOrderOfTheirTimes() {
    worker.run(
        """
        setTimeout((...args) => console.log("ten", ...args), 10, 1, "two");
        setTimeout(() => console.log("five"), 5);
        const stopped = setTimeout(() => console.log("never"), 7);
        setTimeout(() => clearTimeout(stopped), 6);
        setTimeout("console.log('text')", 8);
        """);
    worker.advance(4);
    assertThat(worker.log).isEmpty();
    worker.advance(6);
    assertThat(worker.log).containsExactly("five", "text", "ten 1 two");
  }

  @Test
  void anIntervalGoesOnUntilItIsStoppedEvenWhenItThrows() {
    worker.run(
        """
        let count = 0;
        const id = setInterval(() => {
          console.log(++count);
          if (count === 3) clearInterval(id);
          throw new Error("tick");
        }, 3);
        """);
    worker.advance(20);
    assertThat(worker.log).containsExactly("1", "2", "3");
    assertThat(worker.errors).hasSize(3);
    assertThat(RealmHarness.await(worker.realm.idle())).isNull();
  }

  @Test
  void nestedTimersAreHeldBackToFourMilliseconds() {
    worker.run(
        """
        const start = performance.now();
        let level = 0;
        const next = () => {
          if (++level === 7) console.log(performance.now() - start);
          else setTimeout(next, 0);
        };
        setTimeout(next, 0);
        """);
    worker.advance(20);
    assertThat(worker.log).hasSize(1);
    assertThat(Double.parseDouble(worker.log.getFirst())).isBetween(8.0, 14.0);
  }

  @Test
  void promiseJobsRunBetweenTimers() {
    worker.run(
        """
        setTimeout(() => { console.log("a"); queueMicrotask(() => console.log("job")); }, 1);
        setTimeout(() => console.log("b"), 1);
        """);
    worker.advance(2);
    assertThat(worker.log).containsExactly("a", "job", "b");
  }

  @Test
  void idleWaitsForTimers() {
    worker.run("setTimeout(() => console.log('done'), 5)");
    var idle = worker.realm.idle();
    assertThat(idle).isNotDone();
    worker.advance(6);
    RealmHarness.await(idle);
    assertThat(worker.log).containsExactly("done");
  }

  @Test
  void closingTheRealmDropsItsTimers() {
    worker.run("setTimeout(() => {}, 1000)");
    assertThat(worker.clock.timers()).isEqualTo(1);
    worker.close();
    assertThat(worker.clock.timers()).isZero();
  }
}
