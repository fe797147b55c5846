package dev.bellhop.lifecycle;

import dev.bellhop.HostClock;
import dev.bellhop.http.Causes;
import dev.bellhop.store.RegistrationRows;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The algorithms that make a waiting worker the active one. Safe from any thread. */
final class WorkerActivation {
  /** How often a change is written again that could not be written. */
  private static final int RETRIES = 3;

  /** The pause before the first of them; each later one is twice as long. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RegistrationRows rows;
  private final Clients clients;
  private final HostClock clock;
  private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

  WorkerActivation(RegistrationRows rows, Clients clients, HostClock clock) {
    this.rows = rows;
    this.clients = clients;
    this.clock = clock;
  }

  /** The activations that are under way. */
  Set<CompletableFuture<Void>> underWay() {
    return Set.copyOf(underWay);
  }

  /**
   * Try Activate. Whoever changes what it depends on calls it again: a page that goes, a worker
   * whose last event has ended, skipWaiting().
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#try-activate-algorithm">Try Activate</a>
   */
  void tryActivate(WorkerRegistration registration) {
    if (!registration.beginActivation(() -> mayActivate(registration))) {
      return;
    }
    CompletableFuture<Void> activation = activate(registration);
    underWay.add(activation);
    activation.whenComplete(
        (nothing, failure) -> {
          underWay.remove(activation);
          // One that was installed meanwhile could not be activated before.
          tryActivate(registration);
        });
  }

  private boolean mayActivate(WorkerRegistration registration) {
    Worker waiting = registration.waiting();
    Worker active = registration.active();
    if (waiting == null || active == null) {
      return waiting != null;
    }
    return active.state() != WorkerState.ACTIVATING
        && active.isQuiet()
        && (waiting.skipsWaiting() || !clients.anyUses(registration));
  }

  /**
   * Activate. Whatever the activate event brings, the worker is activated in the end.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#activation-algorithm">Activate</a>
   */
  private CompletableFuture<Void> activate(WorkerRegistration registration) {
    Worker before = registration.active();
    if (before != null) {
      before.stop("a newer worker is activated");
      before.updateState(WorkerState.REDUNDANT);
    }
    Worker worker = registration.promote();
    if (worker == null) {
      return CompletableFuture.completedFuture(null);
    }
    worker.updateState(WorkerState.ACTIVATING);
    clients.activating(worker);
    return written(
            worker,
            () -> rows.activating(registration.id(), worker.id(), WorkerState.ACTIVATING.spelled()))
        .thenCompose(
            nothing -> worker.dispatch("activate", null).handle((outcome, failure) -> null))
        .thenCompose(
            nothing ->
                written(worker, () -> rows.setState(worker.id(), WorkerState.ACTIVATED.spelled())))
        .thenRun(() -> worker.updateState(WorkerState.ACTIVATED));
  }

  /** Writes something down; a failure is told in the end, and keeps nothing from going on. */
  private CompletableFuture<Void> written(Worker worker, Supplier<CompletableFuture<Void>> write) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    attempt(worker, write, RETRIES, PAUSE, done);
    return done;
  }

  private void attempt(
      Worker worker,
      Supplier<CompletableFuture<Void>> write,
      int retries,
      Duration pause,
      CompletableFuture<Void> done) {
    write
        .get()
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null || worker.registration().suspended()) {
                done.complete(null);
              } else if (retries > 0) {
                clock.schedule(
                    pause, () -> attempt(worker, write, retries - 1, pause.multipliedBy(2), done));
              } else {
                worker.diagnose(
                    "activation-not-stored",
                    Map.of("why", String.valueOf(Causes.of(failure).getMessage())));
                done.complete(null);
              }
            });
  }
}
