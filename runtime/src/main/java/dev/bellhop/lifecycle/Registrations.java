package dev.bellhop.lifecycle;

import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.RegistrationRows.RegistrationRow;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The registrations of one origin, and the jobs that change them: one after another for each scope.
 * Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#algorithms">Service Workers: Algorithms</a>
 */
public final class Registrations {
  private final String origin;
  private final RegistrationRows rows;
  private final Belongings belongings;
  private final WorkerFactory workers;
  private final Clients clients;
  private final Installation installation;
  private final JobQueues jobs = new JobQueues();

  private final Map<String, WorkerRegistration> byScope = new LinkedHashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();

  /** Whoever waits for ready hears of active workers through this. */
  private final WorkerRegistration.Listener readiness =
      new WorkerRegistration.Listener() {
        @Override
        public void workersChanged(WorkerRegistration registration) {}

        @Override
        public void stateChanged(Worker worker, WorkerState state) {
          // Scripts have been told of the new active worker by now.
          if (state == WorkerState.ACTIVATING) {
            lookForReady();
          }
        }

        @Override
        public void updateFound(WorkerRegistration registration) {}
      };

  private record Waiting(Url client, CompletableFuture<WorkerRegistration> found) {}

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
    this.belongings = belongings;
    this.workers = workers;
    this.clients = clients;
    this.installation = new Installation(rows, clients);
  }

  /**
   * Takes up what is written down, by the rules for a shutdown of the host: a worker that was
   * installing is discarded, with its registration where it was the only one; one that waited is
   * activated.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-lifetime">Service Workers:
   *     lifetime</a>
   */
  public CompletableFuture<Void> restore() {
    return rows.ofOrigin(origin)
        .thenCompose(
            found -> {
              CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
              for (RegistrationRow row : found) {
                WorkerRegistration registration = workers.restore(row);
                if (registration == null) {
                  done = done.thenCompose(nothing -> remove(row.id()));
                } else {
                  registration.listen(readiness);
                  synchronized (this) {
                    byScope.put(row.scope(), registration);
                  }
                  done = done.thenCompose(nothing -> installation.tryActivate(registration));
                }
              }
              return done;
            });
  }

  private CompletableFuture<Void> remove(long registrationId) {
    return belongings.remove(registrationId).thenCompose(nothing -> rows.delete(registrationId));
  }

  /**
   * Match Service Worker Registration: the one with the longest scope that the URL begins with.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#scope-match-algorithm">Match Service Worker
   *     Registration</a>
   */
  public synchronized Optional<WorkerRegistration> match(Url client) {
    String href = client.withoutFragment().href();
    return byScope.values().stream()
        .filter(registration -> href.startsWith(registration.scope().href()))
        .max(Comparator.comparingInt(registration -> registration.scope().href().length()));
  }

  /** All of them, in the order of registration. */
  public synchronized List<WorkerRegistration> all() {
    return List.copyOf(byScope.values());
  }

  /** The one with this id. */
  public synchronized Optional<WorkerRegistration> byId(long id) {
    return byScope.values().stream().filter(registration -> registration.id() == id).findFirst();
  }

  /**
   * Completes when a registration for this client has an active worker.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#navigator-service-worker-ready">ready</a>
   */
  public CompletableFuture<WorkerRegistration> ready(Url client) {
    CompletableFuture<WorkerRegistration> found = new CompletableFuture<>();
    synchronized (this) {
      waiting.add(new Waiting(client, found));
    }
    lookForReady();
    return found;
  }

  private void lookForReady() {
    List<Runnable> completions = new ArrayList<>();
    synchronized (this) {
      waiting.removeIf(
          entry -> {
            Optional<WorkerRegistration> match = match(entry.client());
            if (match.isEmpty() || match.get().active() == null) {
              return false;
            }
            completions.add(() -> entry.found().complete(match.get()));
            return true;
          });
    }
    completions.forEach(Runnable::run);
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
  }

  /**
   * Start Register and the register job. The promise is resolved when the worker is being
   * installed; it fails with an {@link RegistrationException}, or with a {@link
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
    if (!scriptUrl.isPotentiallyTrustworthy()) {
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
    CompletableFuture<WorkerRegistration> answer = new CompletableFuture<>();
    return new Job(
        answer,
        jobs.schedule(
            scopeUrl.href(), () -> runRegister(scriptUrl, scopeUrl, type, updateViaCache, answer)));
  }

  private static boolean hidesSlash(Url url) {
    String path = url.path().toLowerCase(Locale.ROOT);
    return path.contains("%2f") || path.contains("%5c");
  }

  /** Register: the job. */
  private CompletableFuture<?> runRegister(
      Url script,
      Url scope,
      String type,
      String updateViaCache,
      CompletableFuture<WorkerRegistration> answer) {
    WorkerRegistration existing;
    synchronized (this) {
      existing = byScope.get(scope.href());
    }
    if (existing != null) {
      Worker newest = existing.newest();
      if (newest != null
          && newest.scriptUrl().equals(script)
          && newest.type().equals(type)
          && existing.updateViaCache().equals(updateViaCache)) {
        answer.complete(existing);
        return CompletableFuture.completedFuture(null);
      }
      return runUpdate(existing, script, type, answer);
    }
    return rows.insert(scope.href(), updateViaCache)
        .thenCompose(
            id -> {
              var registration = new WorkerRegistration(id, scope, updateViaCache);
              registration.listen(readiness);
              synchronized (this) {
                byScope.put(scope.href(), registration);
              }
              return runUpdate(registration, script, type, answer);
            })
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              }
            });
  }

  /**
   * Update, as a job of its own: fetches the script again and installs it where it differs.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Update</a>
   */
  public Job update(WorkerRegistration registration) {
    Worker newest = registration.newest();
    if (newest == null || registration.unregistered()) {
      return Job.refused("TypeError", "the registration has no worker to update");
    }
    CompletableFuture<WorkerRegistration> answer = new CompletableFuture<>();
    return new Job(
        answer,
        jobs.schedule(
            registration.scope().href(),
            () -> runUpdate(registration, newest.scriptUrl(), newest.type(), answer)));
  }

  private CompletableFuture<Void> runUpdate(
      WorkerRegistration registration,
      Url script,
      String type,
      CompletableFuture<WorkerRegistration> answer) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    new UpdateCheck(workers.fetch(), registration)
        .changed(script, type)
        .thenCompose(
            texts -> {
              if (texts.isEmpty()) {
                answer.complete(registration);
                return CompletableFuture.completedFuture(null);
              }
              Worker worker = workers.make(registration, script, type, texts.get());
              return worker
                  .start("register")
                  .thenCompose(
                      realm -> installation.install(worker, () -> answer.complete(registration)));
            })
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                done.complete(null);
                return;
              }
              removeIfEmpty(registration)
                  .whenComplete(
                      (removed, again) -> {
                        answer.completeExceptionally(failure);
                        done.completeExceptionally(failure);
                      });
            });
    return done;
  }

  private CompletableFuture<Void> removeIfEmpty(WorkerRegistration registration) {
    if (registration.newest() != null) {
      return CompletableFuture.completedFuture(null);
    }
    synchronized (this) {
      byScope.remove(registration.scope().href());
    }
    return remove(registration.id());
  }

  /**
   * Unregister: removes the registration with all that belongs to it.
   *
   * @return completes with whether it was registered
   * @see <a href="https://w3c.github.io/ServiceWorker/#unregister-algorithm">Unregister</a>
   */
  public CompletableFuture<Boolean> unregister(WorkerRegistration registration) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    jobs.schedule(
        registration.scope().href(),
        () -> {
          synchronized (this) {
            if (!byScope.remove(registration.scope().href(), registration)) {
              answer.complete(false);
              return CompletableFuture.completedFuture(null);
            }
          }
          registration.markUnregistered();
          return remove(registration.id())
              .thenCompose(nothing -> installation.clear(registration))
              .whenComplete(
                  (nothing, failure) -> {
                    if (failure == null) {
                      answer.complete(true);
                    } else {
                      answer.completeExceptionally(failure);
                    }
                  });
        });
    return answer;
  }

  /** skipWaiting(): activates the worker as soon as it is installed. */
  public CompletableFuture<Void> skipWaiting(Worker worker) {
    worker.skipWaiting();
    return installation.tryActivate(worker.registration());
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
        client.controller(worker);
      }
    }
    return true;
  }

  /** The worker with this number, where it belongs to a registration. */
  public Optional<Worker> worker(long number) {
    return all().stream()
        .flatMap(registration -> Installation.workers(registration).stream())
        .filter(worker -> worker.number() == number)
        .findFirst();
  }

  /** Completes when every job and every event that is under way has ended. */
  public CompletableFuture<Void> idle() {
    List<CompletableFuture<?>> pending = new ArrayList<>(jobs.unfinished());
    pending.addAll(installation.activations());
    for (WorkerRegistration registration : all()) {
      for (Worker worker : Installation.workers(registration)) {
        pending.add(worker.quiet());
      }
    }
    return CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new))
        .handle((nothing, failure) -> null);
  }

  /** Ends every worker's realm. */
  public void stopAll(String reason) {
    for (WorkerRegistration registration : all()) {
      Installation.workers(registration).forEach(worker -> worker.stop(reason));
    }
  }
}
