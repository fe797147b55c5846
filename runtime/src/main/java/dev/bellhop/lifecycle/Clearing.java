package dev.bellhop.lifecycle;

import java.util.List;

/** The end of registrations that were unregistered. Safe from any thread. */
final class Clearing {
  private final Clients clients;
  private final RegistrationMap map;

  Clearing(Clients clients, RegistrationMap map) {
    this.clients = clients;
    this.map = map;
  }

  /**
   * Try Clear Registration: where the registration was unregistered, no page uses it and no event
   * is being handled, its workers end.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#try-clear-registration-algorithm">Try Clear
   *     Registration</a>
   */
  void tryClear(WorkerRegistration registration) {
    if (registration.unregistered()
        && !clients.anyUses(registration)
        && registration.workers().stream().allMatch(Worker::isQuiet)) {
      clear(registration);
    }
  }

  /**
   * Clear Registration.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#clear-registration-algorithm">Clear
   *     Registration</a>
   */
  private void clear(WorkerRegistration registration) {
    List<Worker> workers = registration.workers();
    map.cleared(registration);
    if (workers.isEmpty()) {
      return;
    }
    // The other way round than the specification: who hears of a redundant worker finds it gone
    // from the registration, as in browsers.
    registration.cleared();
    for (Worker worker : workers) {
      worker.stop("unregistered");
      worker.updateState(WorkerState.REDUNDANT);
    }
  }
}
