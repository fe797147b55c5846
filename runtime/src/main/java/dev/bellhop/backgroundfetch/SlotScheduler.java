package dev.bellhop.backgroundfetch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose request is next: fetches take turns. Of one fetch, records that have had a turn go
 * before those that have not, so that few are begun at a time, and otherwise they come in their
 * order, as far as the limits for a host and for all together allow. Not safe for several threads.
 */
final class SlotScheduler {
  /** A record that waits for the network, or uses it. */
  record Slot(long uid, int position, String host) {}

  /** The records of one fetch that wait. */
  private static final class Waiting {
    /** Those that were begun, by host. */
    private final Map<String, Queue<Slot>> begun = new LinkedHashMap<>();

    private RecordsAtRest rest = new RecordsAtRest(Map.of());

    boolean isEmpty() {
      return begun.isEmpty() && rest.isEmpty();
    }

    boolean all(Predicate<String> host) {
      return begun.keySet().stream().allMatch(host) && rest.origins().stream().allMatch(host);
    }
  }

  private final int limit;
  private final int hostLimit;
  private final Predicate<String> reachable;
  private final LongFunction<Object> groups;
  private int used;
  private final Map<String, Integer> usedByHost = new HashMap<>();

  private final Map<Long, Integer> usedByFetch = new HashMap<>();

  /** The fetch of each group whose turn it is. */
  private final Map<Object, Long> current = new HashMap<>();

  /** Fetches in the order of their turns. */
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

  /**
   * With limits for all and for each host.
   *
   * @param reachable hosts that cannot be reached get no turn
   * @param groups of the fetches of one group, one after the other uses the network: the next when
   *     none of the records of the one before wants to
   */
  SlotScheduler(
      int limit, int hostLimit, Predicate<String> reachable, LongFunction<Object> groups) {
    this.limit = limit;
    this.hostLimit = hostLimit;
    this.reachable = reachable;
    this.groups = groups;
  }

  void enqueue(Slot slot) {
    of(slot.uid()).begun.computeIfAbsent(slot.host(), host -> new ArrayDeque<>()).add(slot);
  }

  /** Lets records of a fetch wait; those that get their turn are taken from the ones given. */
  void enqueueRest(long uid, RecordsAtRest rest) {
    of(uid).rest = rest;
  }

  /** Forgets the records of a fetch that wait. */
  void dequeueAll(long uid) {
    waiting.remove(uid);
    endTurnIfIdle(uid);
  }

  /** Whether records of a fetch wait, and none of their hosts fulfils a condition otherwise. */
  boolean waitsOnlyFor(long uid, Predicate<String> host) {
    Waiting own = waiting.get(uid);
    return own != null && !own.isEmpty() && own.all(host);
  }

  /** Takes the next record that may use the network, or null where none may now. */
  @Nullable Slot next() {
    if (used >= limit) {
      return null;
    }
    for (Map.Entry<Long, Waiting> fetch : waiting.entrySet()) {
      Object group = groups.apply(fetch.getKey());
      if (!current.getOrDefault(group, fetch.getKey()).equals(fetch.getKey())) {
        continue;
      }
      Slot slot = nextOf(fetch.getKey(), fetch.getValue());
      if (slot != null) {
        Waiting rest = waiting.remove(fetch.getKey());
        if (rest != null && !rest.isEmpty()) {
          waiting.put(fetch.getKey(), rest);
        }
        used++;
        usedByHost.merge(slot.host(), 1, Integer::sum);
        usedByFetch.merge(slot.uid(), 1, Integer::sum);
        current.put(group, slot.uid());
        return slot;
      }
    }
    return null;
  }

  /** Gives back what {@link #next()} gave. */
  void free(Slot slot) {
    used--;
    countDown(usedByHost, slot.host());
    countDown(usedByFetch, slot.uid());
    endTurnIfIdle(slot.uid());
  }

  private static <K> void countDown(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  private void endTurnIfIdle(long uid) {
    if (!waiting.containsKey(uid) && !usedByFetch.containsKey(uid)) {
      current.values().remove(uid);
    }
  }

  private Waiting of(long uid) {
    return waiting.computeIfAbsent(uid, key -> new Waiting());
  }

  private @Nullable Slot nextOf(long uid, Waiting fetch) {
    for (Map.Entry<String, Queue<Slot>> host : fetch.begun.entrySet()) {
      if (admits(host.getKey())) {
        Slot slot = host.getValue().remove();
        if (host.getValue().isEmpty()) {
          fetch.begun.remove(host.getKey());
        }
        return slot;
      }
    }
    for (String host : fetch.rest.origins()) {
      if (admits(host)) {
        return new Slot(uid, fetch.rest.take(host), host);
      }
    }
    return null;
  }

  private boolean admits(String host) {
    return usedByHost.getOrDefault(host, 0) < hostLimit && reachable.test(host);
  }
}
