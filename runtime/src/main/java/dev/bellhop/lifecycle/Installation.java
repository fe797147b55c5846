package dev.bellhop.lifecycle;

import dev.bellhop.BellhopException;
import dev.bellhop.routing.RouterJson;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.RegistrationRows.WorkerRow;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The algorithms that carry a worker from parsed to activated, and away. */
final class Installation {
  private final RegistrationRows rows;
  private final Clients clients;
  private final Set<CompletableFuture<Void>> activations = ConcurrentHashMap.newKeySet();

  Installation(RegistrationRows rows, Clients clients) {
    this.rows = rows;
    this.clients = clients;
  }

  /** The workers that a registration has now. */
  static List<Worker> workers(WorkerRegistration registration) {
    return Stream.of(registration.installing(), registration.waiting(), registration.active())
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Install. Completes when the worker is installed, and is being activated where nothing stands in
   * the way; fails where its install event did.
   *
   * @param resolved what to do when the register promise is to be resolved, which is before the
   *     install event
   * @see <a href="https://w3c.github.io/ServiceWorker/#installation-algorithm">Install</a>
   */
  CompletableFuture<Void> install(Worker worker, Runnable resolved) {
    WorkerRegistration registration = worker.registration();
    registration.installing(worker);
    worker.updateState(WorkerState.INSTALLING);
    resolved.run();
    registration.announceUpdate();
    return worker
        .dispatch("install", null)
        .thenApply(outcome -> outcome.isEmpty() || outcome.get().rejected() == 0)
        .exceptionally(failure -> false)
        .thenCompose(installed -> installed ? installed(worker) : installFailed(worker));
  }

  private CompletableFuture<Void> installFailed(Worker worker) {
    WorkerRegistration registration = worker.registration();
    worker.stop("its installation failed");
    registration.installing(null);
    worker.updateState(WorkerState.REDUNDANT);
    return CompletableFuture.failedFuture(
        new BellhopException(
            BellhopException.Kind.SCRIPT,
            worker.scriptUrl().href()
                + " was not installed: a promise that its install event waited for was rejected, or"
                + " did not settle in time"));
  }

  private CompletableFuture<Void> installed(Worker worker) {
    WorkerRegistration registration = worker.registration();
    worker.scripts().complete();
    return rows.insertWorker(
            registration.id(),
            new WorkerRow(
                0,
                WorkerState.INSTALLED.spelled(),
                worker.scriptUrl().href(),
                worker.type(),
                worker.eventTypes(),
                worker.scripts().all()),
            RouterJson.write(worker.routes()))
        .thenCompose(
            id -> {
              worker.id(id);
              Worker before = registration.waiting();
              registration.installed();
              worker.updateState(WorkerState.INSTALLED);
              return before == null
                  ? CompletableFuture.<Void>completedFuture(null)
                  : retire(before, "a newer worker waits");
            })
        // Its own affair: the job ends with the installation.
        .thenRun(() -> tryActivate(registration));
  }

  private CompletableFuture<Void> retire(Worker worker, String reason) {
    worker.stop(reason);
    worker.updateState(WorkerState.REDUNDANT);
    return rows.deleteWorker(worker.id());
  }

  /**
   * Try Activate.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#try-activate-algorithm">Try Activate</a>
   */
  CompletableFuture<Void> tryActivate(WorkerRegistration registration) {
    CompletableFuture<Void> activation = attemptActivation(registration);
    if (!activation.isDone()) {
      activations.add(activation);
      activation.whenComplete((nothing, failure) -> activations.remove(activation));
    }
    return activation;
  }

  /** The activations that are under way. */
  Set<CompletableFuture<Void>> activations() {
    return Set.copyOf(activations);
  }

  private CompletableFuture<Void> attemptActivation(WorkerRegistration registration) {
    Worker waiting = registration.waiting();
    Worker active = registration.active();
    if (waiting == null || (active != null && active.state() == WorkerState.ACTIVATING)) {
      return CompletableFuture.completedFuture(null);
    }
    if (active == null) {
      return activate(registration);
    }
    CompletableFuture<Void> quiet = active.quiet();
    if (quiet.isDone()) {
      return activate(registration);
    }
    return quiet.thenCompose(nothing -> tryActivate(registration));
  }

  /**
   * Activate. Whatever the activate event brings, the worker is activated in the end.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#activation-algorithm">Activate</a>
   */
  private CompletableFuture<Void> activate(WorkerRegistration registration) {
    WorkerRegistration.Promotion promotion = registration.activating();
    if (promotion == null) {
      return CompletableFuture.completedFuture(null);
    }
    Worker worker = promotion.active();
    CompletableFuture<Void> retired =
        promotion.before() == null
            ? CompletableFuture.completedFuture(null)
            : retire(promotion.before(), "a newer worker is activated");
    worker.updateState(WorkerState.ACTIVATING);
    clients.activating(worker);
    return retired
        .thenCompose(nothing -> rows.setState(worker.id(), WorkerState.ACTIVATING.spelled()))
        .thenCompose(
            nothing -> worker.dispatch("activate", null).handle((outcome, failure) -> null))
        .thenCompose(nothing -> rows.setState(worker.id(), WorkerState.ACTIVATED.spelled()))
        .thenRun(() -> worker.updateState(WorkerState.ACTIVATED))
        // One that was installed meanwhile could not be activated before.
        .thenCompose(nothing -> tryActivate(registration));
  }

  /**
   * Clear Registration: every worker ends.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#clear-registration-algorithm">Clear
   *     Registration</a>
   */
  CompletableFuture<Void> clear(WorkerRegistration registration) {
    CompletableFuture<Void> quiet =
        CompletableFuture.allOf(
            workers(registration).stream().map(Worker::quiet).toArray(CompletableFuture<?>[]::new));
    quiet.thenRun(
        () -> {
          for (Worker worker : workers(registration)) {
            worker.stop("unregistered");
            worker.updateState(WorkerState.REDUNDANT);
          }
        });
    return CompletableFuture.completedFuture(null);
  }
}
