package dev.bellhop.lifecycle;

import dev.bellhop.Explanation;
import dev.bellhop.http.Causes;
import dev.bellhop.lifecycle.JobQueues.Key;
import dev.bellhop.lifecycle.JobQueues.Scheduled;
import dev.bellhop.lifecycle.JobQueues.Type;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.url.Url;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that change registrations: register, update and unregister. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-job">Service Workers: job</a>
 */
final class RegistrationJobs {
  private final RegistrationMap map;
  private final RegistrationRows rows;
  private final Registrations.Belongings belongings;
  private final WorkerFactory workers;
  private final Installation installation;
  private final Clearing clearing;
  private final WorkerRegistration.Listener overseer;
  private final JobQueues queues = new JobQueues();

  /**
   * With what they work on.
   *
   * @param overseer listens to each new registration, before anybody else
   */
  RegistrationJobs(
      RegistrationMap map,
      RegistrationRows rows,
      Registrations.Belongings belongings,
      WorkerFactory workers,
      Installation installation,
      Clearing clearing,
      WorkerRegistration.Listener overseer) {
    this.map = map;
    this.rows = rows;
    this.belongings = belongings;
    this.workers = workers;
    this.installation = installation;
    this.clearing = clearing;
    this.overseer = overseer;
  }

  /** The last jobs of each scope that have not ended. */
  List<CompletableFuture<?>> unfinished() {
    return queues.unfinished();
  }

  /**
   * What a job is to bring about.
   *
   * @param client the URL of the page or worker that asks for it, or null
   */
  private record Wanted(Url script, String type, String updateViaCache, @Nullable Url client) {}

  /** Schedules a register job; its URLs have been checked. */
  Scheduled register(Url script, Url scope, String workerType, String updateViaCache, Url client) {
    return queues.schedule(
        new Key(Type.REGISTER, scope.href(), script.href(), workerType, updateViaCache),
        promise ->
            runRegister(new Wanted(script, workerType, updateViaCache, client), scope, promise)
                .exceptionallyCompose(
                    failure ->
                        CompletableFuture.failedFuture(
                            Causes.of(failure)
                                    instanceof RegistrationException.Redirected redirected
                                ? redirected.ofRegister()
                                : failure)));
  }

  /**
   * Register: the job.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#register-algorithm">Register</a>
   */
  private CompletableFuture<Void> runRegister(
      Wanted wanted, Url scope, CompletableFuture<@Nullable WorkerRegistration> promise) {
    WorkerRegistration existing = map.get(scope);
    if (existing == null) {
      return rows.insert(scope.href(), wanted.updateViaCache())
          .thenCompose(
              id -> {
                var registration = new WorkerRegistration(id, scope, wanted.updateViaCache());
                registration.listen(overseer);
                map.put(registration);
                return update(registration, wanted, promise);
              });
    }
    Worker newest = existing.newest();
    if (newest != null
        && newest.scriptUrl().equals(wanted.script())
        && newest.type().equals(wanted.type())
        && existing.updateViaCache().equals(wanted.updateViaCache())) {
      promise.complete(existing);
      return CompletableFuture.completedFuture(null);
    }
    return update(existing, wanted, promise);
  }

  /**
   * Schedules an update job for the script of this worker.
   *
   * @param client the URL of the page or worker that asks for it, or null
   */
  Scheduled update(Url scope, Worker newest, @Nullable Url client) {
    String mode = newest.registration().updateViaCache();
    return queues.schedule(
        new Key(Type.UPDATE, scope.href(), newest.scriptUrl().href(), newest.type(), mode),
        promise -> runUpdate(scope, newest.scriptUrl(), newest.type(), client, promise));
  }

  /** Soft Update: an update that nobody waits for; a failure is told to the trace. */
  void softUpdate(WorkerRegistration registration) {
    Worker newest = registration.newest();
    if (newest == null || registration.unregistered() || registration.suspended()) {
      return;
    }
    update(registration.scope(), newest, null)
        .end()
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null && !registration.suspended()) {
                workers
                    .trace()
                    .add(
                        Explanation.diagnostic(
                            "update-failed",
                            null,
                            Map.of(
                                "script",
                                newest.scriptUrl().href(),
                                "why",
                                String.valueOf(Causes.of(failure).getMessage()))));
              }
            });
  }

  private CompletableFuture<?> runUpdate(
      Url scope,
      Url script,
      String workerType,
      @Nullable Url client,
      CompletableFuture<@Nullable WorkerRegistration> promise) {
    WorkerRegistration registration = map.get(scope);
    if (registration == null) {
      return refused("the registration of " + scope.href() + " was unregistered");
    }
    Worker newest = registration.newest();
    if (newest != null && !newest.scriptUrl().equals(script)) {
      return refused(
          "the registration of "
              + scope.href()
              + " has another script by now: "
              + newest.scriptUrl().href());
    }
    return update(
        registration,
        new Wanted(script, workerType, registration.updateViaCache(), client),
        promise);
  }

  private static CompletableFuture<?> refused(String message) {
    return CompletableFuture.failedFuture(new RegistrationException("TypeError", message));
  }

  /**
   * Update, from the fetch of the script on.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Update</a>
   */
  private CompletableFuture<Void> update(
      WorkerRegistration registration,
      Wanted wanted,
      CompletableFuture<@Nullable WorkerRegistration> promise) {
    Instant now = workers.clock().now();
    return new UpdateCheck(workers.fetch(), registration, wanted.client(), now)
        .changed(wanted.script(), wanted.type())
        .thenCompose(texts -> checked(registration, now).thenApply(nothing -> texts))
        .thenCompose(
            texts -> {
              if (texts.isEmpty()) {
                return updateViaCache(registration, wanted.updateViaCache())
                    .thenRun(() -> promise.complete(registration));
              }
              Worker worker =
                  workers.make(registration, wanted.script(), wanted.type(), texts.get());
              return worker
                  .start("register")
                  .thenCompose(realm -> updateViaCache(registration, wanted.updateViaCache()))
                  .thenCompose(
                      nothing ->
                          installation.install(worker, () -> promise.complete(registration)));
            })
        .exceptionallyCompose(
            failure ->
                removeIfEmpty(registration)
                    .thenCompose(nothing -> CompletableFuture.failedFuture(failure)));
  }

  private CompletableFuture<Void> checked(WorkerRegistration registration, Instant now) {
    registration.lastUpdateCheck(now);
    return rows.setLastUpdateCheck(registration.id(), now);
  }

  private CompletableFuture<Void> updateViaCache(WorkerRegistration registration, String mode) {
    if (registration.updateViaCache().equals(mode)) {
      return CompletableFuture.completedFuture(null);
    }
    registration.updateViaCache(mode);
    return rows.setUpdateViaCache(registration.id(), mode);
  }

  private CompletableFuture<Void> removeIfEmpty(WorkerRegistration registration) {
    if (registration.newest() != null) {
      return CompletableFuture.completedFuture(null);
    }
    map.remove(registration);
    return remove(registration.id());
  }

  /** Removes what is written down of a registration, and what other parts keep for it. */
  CompletableFuture<Void> remove(long registrationId) {
    return belongings.remove(registrationId).thenCompose(nothing -> rows.delete(registrationId));
  }

  /**
   * Schedules an unregister job. Afterwards a later process knows nothing of the registration; its
   * workers go on in this one as long as a page uses them.
   *
   * @return completes with whether there was such a registration
   * @see <a href="https://w3c.github.io/ServiceWorker/#unregister-algorithm">Unregister</a>
   */
  CompletableFuture<Boolean> unregister(Url scope) {
    return queues
        .schedule(Key.unregister(scope.href()), promise -> runUnregister(scope, promise))
        .promise()
        .thenApply(removed -> removed != null);
  }

  private CompletableFuture<?> runUnregister(
      Url scope, CompletableFuture<@Nullable WorkerRegistration> promise) {
    WorkerRegistration removed = map.unregister(scope);
    if (removed == null) {
      promise.complete(null);
      return CompletableFuture.completedFuture(null);
    }
    return remove(removed.id())
        .thenRun(
            () -> {
              promise.complete(removed);
              clearing.tryClear(removed);
            });
  }
}
