package dev.bellhop.lifecycle;

import dev.bellhop.lifecycle.JobQueues.Scheduled;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.RegistrationRows.RegistrationRow;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The registrations of one origin: the way to them for pages, workers and the host. Safe from any
 * thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#algorithms">Service Workers: Algorithms</a>
 */
public final class Registrations {
  private final String origin;
  private final RegistrationRows rows;
  private final WorkerFactory workers;
  private final Clients clients;
  private final RegistrationMap map = new RegistrationMap();
  private final ReadyPromises ready = new ReadyPromises(map);
  private final WorkerActivation activation;
  private final Clearing clearing;
  private final RegistrationJobs jobs;

  /** Carries on what changes of workers and events make possible. */
  private final WorkerRegistration.Listener overseer =
      new WorkerRegistration.Listener() {
        @Override
        public void workersChanged(WorkerRegistration registration) {}

        @Override
        public void stateChanged(Worker worker, WorkerState state) {
          if (state == WorkerState.ACTIVATING) {
            ready.look();
          }
        }

        @Override
        public void updateFound(WorkerRegistration registration) {}

        @Override
        public void quiet(Worker worker) {
          tryAgain(worker.registration());
        }

        @Override
        public void eventEnded(WorkerRegistration registration) {
          if (registration.stale(workers.clock().now())) {
            jobs.softUpdate(registration);
          }
        }
      };

  /** What other parts keep for a registration. */
  @FunctionalInterface
  public interface Belongings {
    /** Stops and removes it all, before the registration itself is removed. */
    CompletableFuture<Void> remove(long registrationId);
  }

  /** The registrations of this origin. Call {@link #restore()} before anything else. */
  public Registrations(
      String origin,
      RegistrationRows rows,
      Belongings belongings,
      WorkerFactory workers,
      Clients clients) {
    this.origin = origin;
    this.rows = rows;
    this.workers = workers;
    this.clients = clients;
    this.activation = new WorkerActivation(rows, clients, workers.clock());
    this.clearing = new Clearing(clients, map);
    this.jobs =
        new RegistrationJobs(
            map, rows, belongings, workers, new Installation(rows, activation), clearing, overseer);
    clients.onUnused(this::tryAgain);
  }

  /** A page or an event has ended, which others may have waited for. */
  private void tryAgain(WorkerRegistration registration) {
    if (!registration.suspended()) {
      clearing.tryClear(registration);
      activation.tryActivate(registration);
    }
  }

  /**
   * Takes up what is written down, by the rules for a shutdown of the host: a worker that was
   * installing is discarded, with its registration where it was the only one.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#on-user-agent-shutdown-algorithm">Handle
   *     User Agent Shutdown</a>
   */
  public CompletableFuture<Void> restore() {
    return rows.ofOrigin(origin)
        .thenCompose(
            found -> {
              CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
              for (RegistrationRow row : found) {
                WorkerRegistration registration = workers.restore(row);
                if (registration == null) {
                  done = done.thenCompose(nothing -> jobs.remove(row.id()));
                } else {
                  registration.listen(overseer);
                  map.put(registration);
                }
              }
              return done;
            });
  }

  /** Begins to activate the workers that wait and may be activated, as after a restart. */
  public void activateWaiting() {
    map.registered().forEach(activation::tryActivate);
  }

  /**
   * Match Service Worker Registration: the one with the longest scope that the URL begins with.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#scope-match-algorithm">Match Service Worker
   *     Registration</a>
   */
  public Optional<WorkerRegistration> match(Url client) {
    return map.match(client);
  }

  /** All of them, in the order of registration. */
  public List<WorkerRegistration> all() {
    return map.registered();
  }

  /** The one with this id. */
  public Optional<WorkerRegistration> byId(long id) {
    return all().stream().filter(registration -> registration.id() == id).findFirst();
  }

  /** The worker with this number, where it belongs to a registration or is still in use. */
  public Optional<Worker> worker(long number) {
    return map.all().stream()
        .flatMap(registration -> registration.workers().stream())
        .filter(worker -> worker.number() == number)
        .findFirst();
  }

  /**
   * Completes when a registration for this client has an active worker. May be cancelled.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#navigator-service-worker-ready">ready</a>
   */
  public CompletableFuture<WorkerRegistration> ready(Url client) {
    return ready.add(client);
  }

  /**
   * Soft Update: looks at the scripts again, with nobody waiting for it.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#soft-update">Soft Update</a>
   */
  void softUpdate(WorkerRegistration registration) {
    jobs.softUpdate(registration);
  }

  /**
   * A job that was scheduled.
   *
   * @param promise the promise that a script gets: it may settle while the job goes on
   * @param end completes when the job has ended, exceptionally where it failed
   */
  public record Job(CompletableFuture<WorkerRegistration> promise, CompletableFuture<?> end) {
    static Job refused(String name, String message) {
      var exception = new RegistrationException(name, message);
      return new Job(
          CompletableFuture.failedFuture(exception), CompletableFuture.failedFuture(exception));
    }

    static Job of(Scheduled job) {
      return new Job(job.promise().thenApply(registration -> registration), job.end());
    }
  }

  /**
   * Start Register, with the checks of Register that need no job. The promise is resolved when the
   * worker is being installed; it fails with an {@link RegistrationException}, or with a {@link
   * dev.bellhop.BellhopException} that tells where in the script it went wrong.
   *
   * @param scope null for the script's folder
   * @param client who asks
   * @see <a href="https://w3c.github.io/ServiceWorker/#start-register-algorithm">Start Register</a>
   */
  public Job register(
      Url script, @Nullable Url scope, String type, String updateViaCache, Url client) {
    Url scriptUrl = script.withoutFragment();
    if (!type.equals("classic") && !type.equals("module")) {
      return Job.refused("TypeError", "a worker is classic or a module, not " + type);
    }
    if (!scriptUrl.isHttp()) {
      return Job.refused("TypeError", "the script URL " + script.href() + " is not an http(s) URL");
    }
    if (hidesSlash(scriptUrl)) {
      return Job.refused("TypeError", "the script URL " + script.href() + " contains %2f or %5c");
    }
    Url scopeUrl = scope == null ? Url.parse("./", scriptUrl) : scope.withoutFragment();
    if (scopeUrl == null || !scopeUrl.isHttp()) {
      return Job.refused("TypeError", "the scope is not an http(s) URL");
    }
    if (hidesSlash(scopeUrl)) {
      return Job.refused("TypeError", "the scope " + scopeUrl.href() + " contains %2f or %5c");
    }
    // That the site's own origin is trustworthy has been seen to when it was opened.
    if (!scriptUrl.origin().equals(origin) && !scriptUrl.isPotentiallyTrustworthy()) {
      return Job.refused(
          "SecurityError",
          "workers need https (or http on localhost), and " + scriptUrl.origin() + " is neither");
    }
    if (!scriptUrl.origin().equals(client.origin())) {
      return Job.refused(
          "SecurityError",
          "the script is of " + scriptUrl.origin() + ", the page of " + client.origin());
    }
    if (!scopeUrl.origin().equals(client.origin())) {
      return Job.refused(
          "SecurityError",
          "the scope is of " + scopeUrl.origin() + ", the page of " + client.origin());
    }
    return Job.of(jobs.register(scriptUrl, scopeUrl, type, updateViaCache, client));
  }

  private static boolean hidesSlash(Url url) {
    String path = url.path().toLowerCase(Locale.ROOT);
    return path.contains("%2f") || path.contains("%5c");
  }

  /**
   * update(): fetches the script again and installs it where it differs.
   *
   * @param client the URL of the page or worker that asks for it; null for the host
   * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-registration-update">
   *     update()</a>
   */
  public Job update(WorkerRegistration registration, @Nullable Url client) {
    Worker newest = registration.newest();
    if (newest == null) {
      return Job.refused(
          "InvalidStateError",
          "the registration of " + registration.scope().href() + " has no worker to update");
    }
    return Job.of(jobs.update(registration.scope(), newest, client));
  }

  /**
   * Unregister: the registration with the same scope is found no longer. Its workers end when no
   * page uses them.
   *
   * @return completes with whether there was one
   * @see <a href="https://w3c.github.io/ServiceWorker/#unregister-algorithm">Unregister</a>
   */
  public CompletableFuture<Boolean> unregister(WorkerRegistration registration) {
    return jobs.unregister(registration.scope());
  }

  /** skipWaiting(): activates the worker as soon as it is installed. */
  public void skipWaiting(Worker worker) {
    worker.skipWaiting();
    activation.tryActivate(worker.registration());
  }

  /**
   * claim(): the worker controls the pages that its registration is the best match for.
   *
   * @return whether it may: only an active worker may
   * @see <a href="https://w3c.github.io/ServiceWorker/#clients-claim">claim()</a>
   */
  public boolean claim(Worker worker) {
    if (worker.registration().active() != worker) {
      return false;
    }
    for (Client client : clients.all()) {
      if (match(client.url()).filter(found -> found == worker.registration()).isPresent()) {
        clients.take(client, worker);
      }
    }
    return true;
  }

  /** Completes when every job and every event that is under way has ended. */
  public CompletableFuture<Void> idle() {
    List<CompletableFuture<?>> pending = new ArrayList<>(jobs.unfinished());
    pending.addAll(activation.underWay());
    for (WorkerRegistration registration : map.all()) {
      registration.workers().forEach(worker -> pending.add(worker.quiet()));
    }
    return CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new))
        .handle((nothing, failure) -> null);
  }

  /**
   * The host is about to stop: nothing is begun that only a change of pages or workers would bring
   * about, and events whose worker ends are left to a later process.
   */
  public void suspend() {
    map.all().forEach(WorkerRegistration::suspend);
  }

  /** Ends every worker's realm. */
  public void stopAll(String reason) {
    suspend();
    for (WorkerRegistration registration : map.all()) {
      registration.workers().forEach(worker -> worker.stop(reason));
    }
  }
}
