package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one origin that are open, in the order they were opened. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#clients-interface">Service Workers:
 *     Clients</a>
 */
public final class Clients {
  private static final long VERSION_BITS = 0xF000L;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final RandomGenerator random;
  private final Map<String, Client> byId = new LinkedHashMap<>();
  private volatile Consumer<WorkerRegistration> onUnused = registration -> {};
  private long focusings;

  /** With the source of the ids. */
  public Clients(RandomGenerator random) {
    this.random = random;
  }

  /** A page of this URL is opened; nothing controls it yet. */
  public Client open(Url url) {
    return open(reserve(), url);
  }

  /** As {@link #open(Url)}, with an id that was reserved for it. */
  synchronized Client open(String reservedId, Url url) {
    var client = new Client(reservedId, url);
    byId.put(client.id(), client);
    return client;
  }

  /** Says who hears of registrations that a page has used and no page uses any more. */
  void onUnused(Consumer<WorkerRegistration> listener) {
    onUnused = listener;
  }

  /** The id of a client that is about to be: a UUID. */
  synchronized String reserve() {
    var id =
        new UUID(
            random.nextLong() & ~VERSION_BITS | VERSION_4,
            random.nextLong() & ~VARIANT_BITS | VARIANT);
    return id.toString();
  }

  /** A page was closed. */
  public void close(Client client) {
    synchronized (this) {
      byId.remove(client.id());
    }
    client.discard();
    leave(client.controller());
  }

  /**
   * Lets a worker control a page, which leaves the registration that it used before.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#clients-claim">claim()</a>
   */
  void take(Client client, Worker worker) {
    Worker before = client.controller();
    if (before != worker) {
      client.controller(worker);
      leave(before);
    }
  }

  /**
   * Handle Service Worker Client Unload.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#on-client-unload-algorithm">Handle Service
   *     Worker Client Unload</a>
   */
  private void leave(@Nullable Worker controller) {
    if (controller != null && !anyUses(controller.registration())) {
      onUnused.accept(controller.registration());
    }
  }

  /**
   * Whether a page uses a registration.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-use">use</a>
   */
  boolean anyUses(WorkerRegistration registration) {
    return all().stream().anyMatch(client -> uses(client, registration));
  }

  private static boolean uses(Client client, WorkerRegistration registration) {
    Worker controller = client.controller();
    return controller != null && controller.registration() == registration;
  }

  /** A page gets the focus, and the one that had it loses it; false where the page is closed. */
  public synchronized boolean focus(Client client) {
    if (byId.get(client.id()) != client) {
      return false;
    }
    byId.values().forEach(other -> other.focus(false, other.focusRank()));
    focusings++;
    client.focus(true, focusings);
    return true;
  }

  /** A page takes the place of another one, and with it the focus. */
  public synchronized void replace(Client before, Client next) {
    next.focus(before.focused(), before.focusRank());
    before.focus(false, before.focusRank());
  }

  /** The page with this id. */
  public synchronized Optional<Client> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The pages that run, in the order of matchAll(): those that had the focus before the others, the
   * last one first, and then by creation.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#clients-matchall">Service Workers:
   *     matchAll()</a>
   */
  public List<Client> matched() {
    return all().stream()
        .filter(Client::isReady)
        .sorted(Comparator.comparingLong(Client::focusRank).reversed())
        .toList();
  }

  /** All pages that are open. */
  public synchronized List<Client> all() {
    return List.copyOf(byId.values());
  }

  /**
   * The pages that a registration controls get its new active worker, as Activate has it.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#activation-algorithm">Activate</a>
   */
  void activating(Worker worker) {
    for (Client client : all()) {
      if (uses(client, worker.registration())) {
        client.controller(worker);
      }
    }
  }
}
