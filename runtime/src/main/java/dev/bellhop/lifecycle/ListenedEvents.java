package dev.bellhop.lifecycle;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The event types that a worker listened to after its first evaluation, which decide what is
 * dispatched in it for good. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-set-of-event-types-to-handle">Service
 *     Workers: set of event types to handle</a>
 */
public final class ListenedEvents {
  private @Nullable Set<String> types;
  private final Set<String> late = new HashSet<>();
  private boolean emptyFetchListeners;

  ListenedEvents() {}

  /** Takes over what is written down. */
  synchronized void restore(Collection<String> types, boolean emptyFetchListeners) {
    this.types = Set.copyOf(types);
    this.emptyFetchListeners = emptyFetchListeners;
  }

  /** The script was evaluated; only the first time counts. */
  synchronized void evaluated(Set<String> listened) {
    if (types == null) {
      types = Set.copyOf(listened);
    }
  }

  /** The types; none before the first evaluation. */
  public synchronized Set<String> types() {
    return types == null ? Set.of() : types;
  }

  /** Whether it listened to this type. */
  public boolean includes(String eventType) {
    return types().contains(eventType);
  }

  /** Its script listens to this type too by now: that counts until the script ends. */
  public synchronized void late(String eventType) {
    late.add(eventType);
  }

  /** The script has ended, and with it what came late. */
  synchronized void ended() {
    late.clear();
  }

  /**
   * The fetch listeners have nothing in them; false where the first evaluation is over, after which
   * that does not count.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#all-fetch-listeners-are-empty">All Fetch
   *     Listeners Are Empty</a>
   */
  synchronized boolean leaveOutFetch() {
    if (types != null) {
      return false;
    }
    emptyFetchListeners = true;
    return true;
  }

  /** Whether there were only such fetch listeners. */
  synchronized boolean hasEmptyFetchListeners() {
    return emptyFetchListeners;
  }

  /**
   * Should Skip Event: whether nobody listens.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#should-skip-event">Should Skip Event</a>
   */
  synchronized boolean skips(String eventType) {
    return types != null
        && !late.contains(eventType)
        && (!types.contains(eventType) || eventType.equals("fetch") && emptyFetchListeners);
  }
}
