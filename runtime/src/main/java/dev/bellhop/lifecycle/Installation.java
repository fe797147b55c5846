package dev.bellhop.lifecycle;

import dev.bellhop.BellhopException;
import dev.bellhop.routing.RouterJson;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.RegistrationRows.WorkerRow;
import java.util.concurrent.CompletableFuture;

/** The algorithm that carries a worker from parsed to installed. */
final class Installation {
  private final RegistrationRows rows;
  private final WorkerActivation activation;

  Installation(RegistrationRows rows, WorkerActivation activation) {
    this.rows = rows;
    this.activation = activation;
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
    discard(worker, "its installation failed");
    return CompletableFuture.failedFuture(
        new BellhopException(
            BellhopException.Kind.SCRIPT,
            worker.scriptUrl().href()
                + " was not installed: a promise that its install event waited for was rejected, or"
                + " did not settle in time"));
  }

  private static void discard(Worker worker, String reason) {
    worker.stop(reason);
    // In this order for the reason that Clearing gives.
    worker.registration().installing(null);
    worker.updateState(WorkerState.REDUNDANT);
  }

  private CompletableFuture<Void> installed(Worker worker) {
    WorkerRegistration registration = worker.registration();
    worker.scripts().complete();
    return rows.installed(
            registration.id(),
            new WorkerRow(
                0,
                WorkerState.INSTALLED.spelled(),
                worker.scriptUrl().href(),
                worker.type(),
                worker.listened().types(),
                worker.listened().hasEmptyFetchListeners(),
                worker.scripts().all()),
            RouterJson.write(worker.routes()))
        .whenComplete(
            (id, failure) -> {
              if (failure != null) {
                discard(worker, "it could not be stored");
              }
            })
        .thenAccept(
            id -> {
              worker.id(id);
              Worker before = registration.waiting();
              if (before != null) {
                before.stop("a newer worker waits");
                before.updateState(WorkerState.REDUNDANT);
              }
              registration.installed();
              worker.updateState(WorkerState.INSTALLED);
              // Its own affair: the job ends with the installation.
              activation.tryActivate(registration);
            });
  }
}
