package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registrations of one origin by their scope, and those that were unregistered and are still in
 * use. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-scope-to-registration-map">Service
 *     Workers: registration map</a>
 */
final class RegistrationMap {
  private final Map<String, WorkerRegistration> byScope = new LinkedHashMap<>();
  private final List<WorkerRegistration> leftOver = new ArrayList<>();

  /** Set Registration, with one that is made already. */
  synchronized void put(WorkerRegistration registration) {
    byScope.put(registration.scope().href(), registration);
  }

  /** Get Registration. */
  synchronized @Nullable WorkerRegistration get(Url scope) {
    return byScope.get(scope.href());
  }

  /** Removes a registration that nobody uses. */
  synchronized void remove(WorkerRegistration registration) {
    byScope.remove(registration.scope().href(), registration);
  }

  /** Removes the registration with this scope, which may be in use; null where there is none. */
  synchronized @Nullable WorkerRegistration unregister(Url scope) {
    WorkerRegistration removed = byScope.remove(scope.href());
    if (removed != null) {
      removed.markUnregistered();
      leftOver.add(removed);
    }
    return removed;
  }

  /** A registration that was unregistered is not used any more. */
  synchronized void cleared(WorkerRegistration registration) {
    leftOver.remove(registration);
  }

  /**
   * Match Service Worker Registration: the one with the longest scope that the URL begins with.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#scope-match-algorithm">Match Service Worker
   *     Registration</a>
   */
  synchronized Optional<WorkerRegistration> match(Url client) {
    String href = client.withoutFragment().href();
    return byScope.values().stream()
        .filter(registration -> href.startsWith(registration.scope().href()))
        .max(Comparator.comparingInt(registration -> registration.scope().href().length()));
  }

  /** Those that are registered, in the order of registration. */
  synchronized List<WorkerRegistration> registered() {
    return List.copyOf(byScope.values());
  }

  /** Those that are registered and those that are still in use. */
  synchronized List<WorkerRegistration> all() {
    return Stream.concat(byScope.values().stream(), leftOver.stream()).toList();
  }
}
