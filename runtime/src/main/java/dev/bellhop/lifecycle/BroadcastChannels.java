package dev.bellhop.lifecycle;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The broadcast channels of one origin, in all its realms. Safe from any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts">HTML:
 *     BroadcastChannel</a>
 */
public final class BroadcastChannels {
  /** One channel object of one realm. It must not block. */
  public interface Member {
    /** Another member sent this. */
    void message(ClonedValue data);
  }

  private final Map<String, Set<Member>> byName = new LinkedHashMap<>();

  /** A channel of this name was made. */
  public synchronized void join(String name, Member member) {
    byName.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(member);
  }

  /** A channel was closed. */
  public synchronized void leave(String name, Member member) {
    byName.computeIfPresent(
        name,
        (same, members) -> {
          members.remove(member);
          return members.isEmpty() ? null : members;
        });
  }

  /** Sends to every other channel of the name, in the order they were made. */
  public void post(String name, Member sender, ClonedValue data) {
    List<Member> members;
    synchronized (this) {
      members = List.copyOf(byName.getOrDefault(name, Set.of()));
    }
    for (Member member : members) {
      if (member != sender) {
        member.message(data);
      }
    }
  }

  /** How many channels there are. */
  public synchronized int count() {
    return byName.values().stream().mapToInt(Set::size).sum();
  }
}
