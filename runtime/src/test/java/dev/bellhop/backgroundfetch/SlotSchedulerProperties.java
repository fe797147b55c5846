package dev.bellhop.backgroundfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.backgroundfetch.SlotScheduler.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The scheduler under random fetches, hosts and endings. */
class SlotSchedulerProperties {
  private final Set<String> unreachable = new HashSet<>();
  private final List<Slot> used = new ArrayList<>();

  private SlotScheduler scheduler(int limit, int hostLimit) {
    unreachable.clear();
    used.clear();
    return new SlotScheduler(limit, hostLimit, host -> !unreachable.contains(host), uid -> uid);
  }

  /** Lets a fetch's records wait, some of them as having been begun. */
  private void add(SlotScheduler scheduler, long uid, int records, Random chance) {
    Map<String, List<Integer>> rest = new LinkedHashMap<>();
    for (int position = 0; position < records; position++) {
      String host = "host" + chance.nextInt(3);
      if (chance.nextInt(4) == 0) {
        scheduler.enqueue(new Slot(uid, position, host));
      } else {
        rest.computeIfAbsent(host, key -> new ArrayList<>()).add(position);
      }
    }
    Map<String, int[]> positions = new LinkedHashMap<>();
    rest.forEach(
        (host, list) -> positions.put(host, list.stream().mapToInt(Integer::intValue).toArray()));
    scheduler.enqueueRest(uid, new RecordsAtRest(positions));
  }

  @Property(tries = 300)
  void neverExceedsItsLimitsAndForgetsNobody(
      @ForAll @IntRange(min = 1, max = 8) int limit,
      @ForAll @IntRange(min = 1, max = 4) int hostLimit,
      @ForAll long seed) {
    Random chance = new Random(seed);
    SlotScheduler scheduler = scheduler(limit, hostLimit);
    int records = 0;
    for (long uid = 1; uid <= 5; uid++) {
      int count = 1 + chance.nextInt(20);
      add(scheduler, uid, count, chance);
      records += count;
    }
    Set<Slot> granted = new HashSet<>();
    while (granted.size() < records) {
      if (chance.nextInt(10) == 0) {
        unreachable.add("host" + chance.nextInt(3));
      }
      for (Slot slot = scheduler.next(); slot != null; slot = scheduler.next()) {
        assertThat(unreachable).doesNotContain(slot.host());
        assertThat(granted.add(slot)).as("once").isTrue();
        used.add(slot);
      }
      assertThat(used.size()).isLessThanOrEqualTo(limit);
      for (int host = 0; host < 3; host++) {
        String name = "host" + host;
        assertThat(used.stream().filter(slot -> slot.host().equals(name)).count())
            .isLessThanOrEqualTo(hostLimit);
      }
      if (used.isEmpty()) {
        assertThat(unreachable).as("nobody waits for nothing").isNotEmpty();
        unreachable.clear();
      } else {
        scheduler.free(used.remove(chance.nextInt(used.size())));
      }
    }
  }

  @Property(tries = 200)
  void fetchesTakeTurnsWhateverTheirSize(
      @ForAll @IntRange(min = 1, max = 6) int limit, @ForAll long seed) {
    Random chance = new Random(seed);
    SlotScheduler scheduler = scheduler(limit, limit);
    int fetches = 2 + chance.nextInt(4);
    int[] turns = new int[fetches];
    int[] sizes = IntStream.range(0, fetches).map(i -> 1 + chance.nextInt(200)).toArray();
    for (int uid = 0; uid < fetches; uid++) {
      add(scheduler, uid, sizes[uid], chance);
    }
    int left = IntStream.of(sizes).sum();
    while (left > 0) {
      Slot slot = scheduler.next();
      if (slot == null) {
        scheduler.free(used.remove(chance.nextInt(used.size())));
        continue;
      }
      used.add(slot);
      left--;
      int turn = ++turns[(int) slot.uid()];
      for (int other = 0; other < fetches; other++) {
        assertThat(turn - turns[other] <= 1 || turns[other] == sizes[other])
            .as("fetch %d had %d turns and fetch %d %d", slot.uid(), turn, other, turns[other])
            .isTrue();
      }
    }
  }
}
