package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait until a registration for them has an active worker. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#navigator-service-worker-ready">Service
 *     Workers: ready</a>
 */
final class ReadyPromises {
  private final RegistrationMap map;
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(Url client, CompletableFuture<WorkerRegistration> found) {}

  ReadyPromises(RegistrationMap map) {
    this.map = map;
  }

  /** Completes when a registration for this client has an active worker. May be cancelled. */
  CompletableFuture<WorkerRegistration> add(Url client) {
    var entry = new Waiting(client, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(entry);
    }
    entry.found.whenComplete((found, failure) -> forget(entry));
    look();
    return entry.found;
  }

  private synchronized void forget(Waiting entry) {
    waiting.remove(entry);
  }

  /** A registration may have an active worker now. */
  void look() {
    List<Waiting> asking;
    synchronized (this) {
      asking = List.copyOf(waiting);
    }
    for (Waiting entry : asking) {
      Optional<WorkerRegistration> match = map.match(entry.client);
      if (match.isPresent() && match.get().active() != null) {
        entry.found.complete(match.get());
      }
    }
  }
}
