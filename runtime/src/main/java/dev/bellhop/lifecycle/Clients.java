package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
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

  /** With the source of the ids. */
  public Clients(RandomGenerator random) {
    this.random = random;
  }

  /** A page of this URL is opened; nothing controls it yet. */
  public synchronized Client open(Url url) {
    var id =
        new UUID(
            random.nextLong() & ~VERSION_BITS | VERSION_4,
            random.nextLong() & ~VARIANT_BITS | VARIANT);
    var client = new Client(id.toString(), url);
    byId.put(client.id(), client);
    return client;
  }

  /** Says who hears of registrations that a page has used and no page uses any more. */
  void onUnused(Consumer<WorkerRegistration> listener) {
    onUnused = listener;
  }

  /** A page was closed. */
  public void close(Client client) {
    synchronized (this) {
      byId.remove(client.id());
    }
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

  /** The page with this id. */
  public synchronized Optional<Client> get(String id) {
    return Optional.ofNullable(byId.get(id));
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
