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
  /**
   * A record that waits for the network, or uses it.
   *
   * @param owner the origin that its fetch is of
   * @param host the origin that its request goes to
   */
  record Slot(long uid, int position, String owner, String host) {}

  /** Which fetches take turns. */
  enum Turns {
    /** All of them. */
    OF_ALL,
    /** One of each origin; its next one when none of that one's records wants the network. */
    OF_ORIGINS
  }

  /** The records of a fetch that wait, by host. */
  private record Line(String owner, Map<String, Queue<Slot>> byHost) {}

  private final int limit;
  private final int hostLimit;
  private final Turns turns;
  private int used;
  private final Map<String, Integer> usedByHost = new HashMap<>();
  private final Map<Long, Integer> usedByFetch = new HashMap<>();

  /** The fetch of each origin whose turn it is. */
  private final Map<String, Long> current = new HashMap<>();

  /** Fetches in the order of their turns. */
  private final Map<Long, Line> waiting = new LinkedHashMap<>();

  SlotScheduler(int limit, int hostLimit, Turns turns) {
    this.limit = limit;
    this.hostLimit = hostLimit;
    this.turns = turns;
  }

  void enqueue(Slot slot) {
    waiting
        .computeIfAbsent(slot.uid(), uid -> new Line(slot.owner(), new LinkedHashMap<>()))
        .byHost()
        .computeIfAbsent(slot.host(), host -> new ArrayDeque<>())
        .add(slot);
  }

  /** Forgets the records of a fetch that wait. */
  void dequeueAll(long uid) {
    Line line = waiting.remove(uid);
    if (line != null) {
      endTurnIfIdle(uid, line.owner());
    }
  }

  /** Takes the next record that may use the network, or null where none may now. */
  @Nullable Slot next() {
    if (used >= limit) {
      return null;
    }
    for (Map.Entry<Long, Line> fetch : waiting.entrySet()) {
      long uid = fetch.getKey();
      Line line = fetch.getValue();
      Slot slot = hasTurn(uid, line.owner()) ? nextOf(line.byHost()) : null;
      if (slot != null) {
        waiting.remove(uid);
        if (!line.byHost().isEmpty()) {
          waiting.put(uid, line);
        }
        used++;
        usedByHost.merge(slot.host(), 1, Integer::sum);
        usedByFetch.merge(uid, 1, Integer::sum);
        current.put(line.owner(), uid);
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
    endTurnIfIdle(slot.uid(), slot.owner());
  }

  private boolean hasTurn(long uid, String owner) {
    return turns == Turns.OF_ALL || current.getOrDefault(owner, uid) == uid;
  }

  private void endTurnIfIdle(long uid, String owner) {
    if (!waiting.containsKey(uid) && !usedByFetch.containsKey(uid)) {
      current.remove(owner, uid);
    }
  }

  private static <K> void countDown(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
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
