package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A service worker registration: a scope and up to three workers. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-service-worker-registration">Service
 *     Workers: service worker registration</a>
 */
public final class WorkerRegistration {
  /** Hears of changes, on any thread; must not block. */
  public interface Listener {
    /** One of installing, waiting and active is another worker now. */
    void workersChanged(WorkerRegistration registration);

    /** A worker has a new state. */
    void stateChanged(Worker worker, WorkerState state);

    /** A new worker is being installed. */
    void updateFound(WorkerRegistration registration);
  }

  private final long id;
  private final Url scope;
  private final String updateViaCache;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private @Nullable Worker installing;
  private @Nullable Worker waiting;
  private @Nullable Worker active;
  private boolean unregistered;
  private PreloadState preload = PreloadState.INITIAL;
  private CompletableFuture<Worker> activated = new CompletableFuture<>();

  WorkerRegistration(long id, Url scope, String updateViaCache) {
    this.id = id;
    this.scope = scope;
    this.updateViaCache = updateViaCache;
  }

  /** The id of its row. */
  public long id() {
    return id;
  }

  /** The scope URL. */
  public Url scope() {
    return scope;
  }

  /** "imports", "all" or "none". */
  public String updateViaCache() {
    return updateViaCache;
  }

  /** The cache mode of requests for the registration's own script. */
  String scriptCacheMode() {
    return updateViaCache.equals("all") ? "default" : "no-cache";
  }

  /** The cache mode of requests for scripts that the worker imports. */
  String importCacheMode() {
    return updateViaCache.equals("none") ? "no-cache" : "default";
  }

  /** Whether its navigations are preloaded. */
  public synchronized PreloadState preload() {
    return preload;
  }

  /** Changes that; the answer is how it is now. */
  synchronized PreloadState preload(UnaryOperator<PreloadState> change) {
    preload = change.apply(preload);
    return preload;
  }

  /** The worker that is being installed, or null. */
  public synchronized @Nullable Worker installing() {
    return installing;
  }

  /** The worker that waits, or null. */
  public synchronized @Nullable Worker waiting() {
    return waiting;
  }

  /** The active worker, or null. */
  public synchronized @Nullable Worker active() {
    return active;
  }

  /** Get Newest Worker. */
  synchronized @Nullable Worker newest() {
    return installing != null ? installing : waiting != null ? waiting : active;
  }

  /** Whether unregister() has removed it. */
  public synchronized boolean unregistered() {
    return unregistered;
  }

  synchronized void markUnregistered() {
    unregistered = true;
  }

  /** Adds a listener for the changes to come. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Takes a listener off. */
  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  void installing(@Nullable Worker worker) {
    synchronized (this) {
      installing = worker;
    }
    listeners.forEach(listener -> listener.workersChanged(this));
  }

  /** The installing worker becomes the waiting one. */
  void installed() {
    synchronized (this) {
      waiting = installing;
      installing = null;
    }
    listeners.forEach(listener -> listener.workersChanged(this));
  }

  /**
   * A worker that became the active one.
   *
   * @param before the active worker until then, or null
   */
  record Promotion(@Nullable Worker before, Worker active) {}

  /** The waiting worker becomes the active one; null where none waits. */
  @Nullable Promotion activating() {
    Promotion promotion;
    synchronized (this) {
      if (waiting == null) {
        return null;
      }
      promotion = new Promotion(active, waiting);
      active = waiting;
      waiting = null;
      if (activated.isDone()) {
        activated = new CompletableFuture<>();
      }
    }
    listeners.forEach(listener -> listener.workersChanged(this));
    return promotion;
  }

  /** Takes over an active worker from its row. */
  void restoreActive(Worker worker) {
    synchronized (this) {
      active = worker;
    }
    activated().complete(worker);
  }

  /** Takes over a waiting worker from its row. */
  synchronized void restoreWaiting(Worker worker) {
    waiting = worker;
  }

  /** Completes when the active worker is activated: functional events wait for that. */
  public synchronized CompletableFuture<Worker> activated() {
    return activated;
  }

  void announceState(Worker worker, WorkerState state) {
    listeners.forEach(listener -> listener.stateChanged(worker, state));
    if (state == WorkerState.ACTIVATED) {
      activated().complete(worker);
    }
  }

  void announceUpdate() {
    listeners.forEach(listener -> listener.updateFound(this));
  }
}
