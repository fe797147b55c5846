package dev.bellhop.ops;

import dev.bellhop.BellhopException;
import dev.bellhop.engine.Realm;
import dev.bellhop.http.Causes;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.lifecycle.WorkerState;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What {@code navigator.serviceWorker}, registrations and {@code self} of a worker need. Belongs to
 * one realm. Registrations and workers cross as arrays of their members at one moment:
 *
 * <ul>
 *   <li>registration: id, scope, updateViaCache, installing, waiting, active
 *   <li>worker: number, script URL, state
 * </ul>
 */
public final class LifecycleOps {
  private final Realm realm;
  private final Registrations registrations;
  private final Url location;
  private final @Nullable Worker self;
  private final Map<Long, WorkerRegistration> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Watcher watcher;

  /** For the realm at this location; self is its worker, or null in a page. */
  public LifecycleOps(
      Realm realm, Registrations registrations, Url location, @Nullable Worker self) {
    this.realm = realm;
    this.registrations = registrations;
    this.location = location;
    this.self = self;
  }

  /**
   * Start Register. URLs are absolute; scope is null for the default.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#start-register-algorithm">Start Register</a>
   */
  @HostAccess.Export
  public void register(
      String script, @Nullable String scope, String type, String updateViaCache, Value done) {
    Url scriptUrl = Url.parse(script, location);
    Url scopeUrl = scope == null ? null : Url.parse(scope, location);
    if (scriptUrl == null || (scope != null && scopeUrl == null)) {
      throw new OpException(
          "TypeError", "'" + (scriptUrl == null ? script : scope) + "' is not a URL");
    }
    settleRegistration(
        registrations.register(scriptUrl, scopeUrl, type, updateViaCache, location).promise(),
        done);
  }

  /** The registration that has an active worker for this client, as soon as there is one. */
  @HostAccess.Export
  public void ready(Value done) {
    // Not an operation that is under way: a page may wait for this for ever and be idle.
    CompletableFuture<WorkerRegistration> found = registrations.ready(location);
    realm.closed().thenRun(() -> found.cancel(false));
    found
        .thenApply(this::registration)
        .thenAccept(now -> realm.post(() -> done.executeVoid(null, null, now)));
  }

  /** The registration that a URL belongs to, or null. */
  @HostAccess.Export
  public void getRegistration(String url, Value done) {
    Url client = Url.parse(url, location);
    if (client == null) {
      throw new OpException("TypeError", "'" + url + "' is not a URL");
    }
    if (!client.origin().equals(location.origin())) {
      throw new OpException("SecurityError", url + " is not of " + location.origin());
    }
    settleRegistration(
        CompletableFuture.completedFuture(registrations.match(client).orElse(null)), done);
  }

  /** All registrations of the origin. */
  @HostAccess.Export
  public void getRegistrations(Value done) {
    Object[] all = registrations.all().stream().map(this::registration).toArray();
    realm.settle(
        CompletableFuture.completedFuture(ProxyArray.fromArray(all)), done, array -> array);
  }

  /** Unregister; true where it was registered. */
  @HostAccess.Export
  public void unregister(long id, Value done) {
    realm.settle(registrations.unregister(seen(id)), done, answer -> answer);
  }

  /**
   * update().
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-registration-update">
   *     update()</a>
   */
  @HostAccess.Export
  public void update(long id, Value done) {
    if (self != null && self.state() == WorkerState.INSTALLING) {
      throw new OpException(
          "InvalidStateError", "update() cannot be called by a worker that is being installed.");
    }
    settleRegistration(registrations.update(seen(id), location).promise(), done);
  }

  private WorkerRegistration seen(long id) {
    return Objects.requireNonNull(seen.get(id));
  }

  /** The registration of this worker. */
  @HostAccess.Export
  public ProxyArray ownRegistration() {
    return registration(worker().registration());
  }

  /** This worker itself. */
  @HostAccess.Export
  public ProxyArray ownWorker() {
    return describe(worker());
  }

  /** This worker's fetch listeners have nothing in them; whether they are left out for that. */
  @HostAccess.Export
  public boolean leaveOutFetch() {
    return worker().leaveOutFetch();
  }

  /** Whether the realm is that of a worker whose scripts are modules. */
  @HostAccess.Export
  public boolean isModule() {
    return self != null && self.type().equals("module");
  }

  /** The names of the variables of the worker's classic scripts, in an array. */
  @HostAccess.Export
  public ProxyArray classicNames() {
    return ProxyArray.fromArray(worker().globals().classicNames().toArray());
  }

  /** The variables of the module with this URL can be read. */
  @HostAccess.Export
  public void moduleRead(String url) {
    worker().globals().moduleRead(url);
  }

  /** What they hold when the script has been evaluated: texts, or null, in an array. */
  @HostAccess.Export
  public void globalsStarted(Value values) {
    worker().globals().started(texts(values));
  }

  /** What they hold when an event has ended. */
  @HostAccess.Export
  public void globalsChanged(Value values, boolean mayBeRestored) {
    worker().globals().changed(texts(values), mayBeRestored);
  }

  private static List<@Nullable String> texts(Value values) {
    List<@Nullable String> texts = new ArrayList<>();
    for (long i = 0; i < values.getArraySize(); i++) {
      texts.add(values.getArrayElement(i).asString());
    }
    return texts;
  }

  /** This worker listens to a type that its first evaluation did not listen to. */
  @HostAccess.Export
  public void lateListener(String eventType) {
    worker().listened().late(eventType);
  }

  /** skipWaiting(). */
  @HostAccess.Export
  public void skipWaiting(Value done) {
    registrations.skipWaiting(worker());
    realm.settle(CompletableFuture.completedFuture(null), done, nothing -> null);
  }

  /**
   * Hands on changes of the registrations that this realm has seen, each by a task of its own:
   * callback("workers", registration), callback("state", worker), callback("updatefound", id).
   */
  @HostAccess.Export
  public void watch(Value callback) {
    watcher = new Watcher(callback);
  }

  private Worker worker() {
    if (self == null) {
      throw new OpException("InvalidStateError", "this is not a worker");
    }
    return self;
  }

  private void settleRegistration(
      CompletableFuture<@Nullable WorkerRegistration> future, Value done) {
    // The members are read here and not on the loop: they are those of the moment of resolution.
    realm.settle(
        future
            .thenApply(value -> value == null ? null : registration(value))
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(forScripts(failure))),
        done,
        array -> array);
  }

  /** A worker whose script fails makes the promise reject with a TypeError, whatever it threw. */
  private static Throwable forScripts(Throwable failure) {
    Throwable cause = Causes.of(failure);
    return cause instanceof BellhopException exception
        ? new OpException("TypeError", exception.getMessage().replaceFirst("^TypeError: ", ""))
        : cause;
  }

  /** A worker that a script is about to see: its realm hears of the worker's states from now on. */
  ProxyArray seen(Worker worker) {
    follow(worker.registration());
    return describe(worker);
  }

  private void follow(WorkerRegistration registration) {
    Watcher watching = watcher;
    if (watching != null && seen.putIfAbsent(registration.id(), registration) == null) {
      registration.listen(watching);
      realm.closed().thenRun(() -> registration.forget(watching));
    }
  }

  private ProxyArray registration(WorkerRegistration registration) {
    follow(registration);
    return ProxyArray.fromArray(
        registration.id(),
        registration.scope().href(),
        registration.updateViaCache(),
        describeOrNull(registration.installing()),
        describeOrNull(registration.waiting()),
        describeOrNull(registration.active()));
  }

  private static @Nullable ProxyArray describeOrNull(@Nullable Worker worker) {
    return worker == null ? null : describe(worker);
  }

  static ProxyArray describe(Worker worker) {
    return ProxyArray.fromArray(
        worker.number(), worker.scriptUrl().href(), worker.state().spelled());
  }

  private final class Watcher implements WorkerRegistration.Listener {
    private final Value callback;

    Watcher(Value callback) {
      this.callback = callback;
    }

    @Override
    public void workersChanged(WorkerRegistration registration) {
      ProxyArray now = registration(registration);
      realm.post(() -> callback.executeVoid("workers", now));
    }

    @Override
    public void stateChanged(Worker worker, WorkerState state) {
      ProxyArray now =
          ProxyArray.fromArray(worker.number(), worker.scriptUrl().href(), state.spelled());
      realm.post(() -> callback.executeVoid("state", now));
    }

    @Override
    public void updateFound(WorkerRegistration registration) {
      long id = registration.id();
      realm.post(() -> callback.executeVoid("updatefound", id));
    }
  }
}
