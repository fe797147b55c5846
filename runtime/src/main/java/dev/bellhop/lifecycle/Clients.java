package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

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

  /** The id of a client that is about to be: a UUID. */
  synchronized String reserve() {
    var id =
        new UUID(
            random.nextLong() & ~VERSION_BITS | VERSION_4,
            random.nextLong() & ~VARIANT_BITS | VARIANT);
    return id.toString();
  }

  /** A page was closed. */
  public synchronized void close(Client client) {
    byId.remove(client.id());
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
      Worker before = client.controller();
      if (before != null && before.registration() == worker.registration()) {
        client.controller(worker);
      }
    }
  }
}
