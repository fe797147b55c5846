package dev.bellhop.backgroundfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.backgroundfetch.SlotScheduler.Slot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotSchedulerTest {
  private SlotScheduler scheduler = new SlotScheduler(4, 2, host -> true, uid -> uid);

  private List<String> grant() {
    var granted = new ArrayList<String>();
    for (Slot slot = scheduler.next(); slot != null; slot = scheduler.next()) {
      granted.add(slot.uid() + ":" + slot.position());
    }
    return granted;
  }

  private void enqueue(long uid, int from, int to, String host) {
    for (int position = from; position < to; position++) {
      scheduler.enqueue(new Slot(uid, position, host));
    }
  }

  @Test
  void letsFetchesTakeTurns() {
    enqueue(1, 0, 5, "a");
    enqueue(2, 0, 5, "b");
    assertThat(grant()).containsExactly("1:0", "2:0", "1:1", "2:1");
    scheduler.free(new Slot(1, 0, "a"));
    assertThat(grant()).containsExactly("1:2");
  }

  @Test
  void keepsToTheLimitOfAHostAndUsesTheOthersMeanwhile() {
    enqueue(1, 0, 5, "a");
    enqueue(1, 5, 7, "b");
    assertThat(grant()).containsExactly("1:0", "1:1", "1:5", "1:6");
  }

  @Test
  void sharesAHostsLimitBetweenFetches() {
    enqueue(1, 0, 5, "a");
    enqueue(2, 0, 5, "a");
    assertThat(grant()).containsExactly("1:0", "2:0");
  }

  @Test
  void forgetsWhatIsTakenBack() {
    enqueue(1, 0, 5, "a");
    scheduler.dequeueAll(1);
    assertThat(grant()).isEmpty();
  }

  @Test
  void letsOneFetchOfAGroupFinishBeforeTheNext() {
    scheduler = new SlotScheduler(4, 4, host -> true, uid -> uid == 3 ? "other" : "one");
    enqueue(1, 0, 2, "a");
    enqueue(2, 0, 1, "a");
    enqueue(3, 0, 1, "a");
    assertThat(grant()).containsExactly("1:0", "3:0", "1:1");
    scheduler.free(new Slot(1, 0, "a"));
    assertThat(grant()).isEmpty();
    scheduler.free(new Slot(1, 1, "a"));
    assertThat(grant()).containsExactly("2:0");
  }

  @Test
  void passesTheTurnOnWhereAFetchIsTakenBack() {
    scheduler = new SlotScheduler(1, 1, host -> true, uid -> "one");
    enqueue(1, 0, 3, "a");
    enqueue(2, 0, 1, "a");
    assertThat(grant()).containsExactly("1:0");
    scheduler.dequeueAll(1);
    assertThat(grant()).isEmpty();
    scheduler.free(new Slot(1, 0, "a"));
    assertThat(grant()).containsExactly("2:0");
  }
}
