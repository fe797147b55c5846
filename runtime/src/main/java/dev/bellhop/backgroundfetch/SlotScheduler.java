package dev.bellhop.backgroundfetch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose request is next: fetches take turns, records of one fetch come in their order as
 * far as the limits for a host and for all together allow. Not safe for several threads.
 */
final class SlotScheduler {
  /** A record that waits for the network, or uses it. */
  record Slot(long uid, int position, String host) {}

  private final int limit;
  private final int hostLimit;
  private int used;
  private final Map<String, Integer> usedByHost = new HashMap<>();

  /** Fetches in the order of their turns; for each the records that wait, by host. */
  private final Map<Long, Map<String, Queue<Slot>>> waiting = new LinkedHashMap<>();

  SlotScheduler(int limit, int hostLimit) {
    this.limit = limit;
    this.hostLimit = hostLimit;
  }

  void enqueue(Slot slot) {
    waiting
        .computeIfAbsent(slot.uid(), uid -> new LinkedHashMap<>())
        .computeIfAbsent(slot.host(), host -> new ArrayDeque<>())
        .add(slot);
  }

  /** Forgets the records of a fetch that wait. */
  void dequeueAll(long uid) {
    waiting.remove(uid);
  }

  /** Takes the next record that may use the network, or null where none may now. */
  @Nullable Slot next() {
    if (used >= limit) {
      return null;
    }
    for (Map.Entry<Long, Map<String, Queue<Slot>>> fetch : waiting.entrySet()) {
      Slot slot = nextOf(fetch.getValue());
      if (slot != null) {
        Map<String, Queue<Slot>> rest = waiting.remove(fetch.getKey());
        if (rest != null && !rest.isEmpty()) {
          waiting.put(fetch.getKey(), rest);
        }
        used++;
        usedByHost.merge(slot.host(), 1, Integer::sum);
        return slot;
      }
    }
    return null;
  }

  /** Gives back what {@link #next()} gave. */
  void free(Slot slot) {
    used--;
    usedByHost.computeIfPresent(slot.host(), (host, count) -> count == 1 ? null : count - 1);
  }

  private @Nullable Slot nextOf(Map<String, Queue<Slot>> byHost) {
    for (Map.Entry<String, Queue<Slot>> host : byHost.entrySet()) {
      if (usedByHost.getOrDefault(host.getKey(), 0) < hostLimit) {
        Slot slot = host.getValue().remove();
        if (host.getValue().isEmpty()) {
          byHost.remove(host.getKey());
        }
        return slot;
      }
    }
    return null;
  }
}
