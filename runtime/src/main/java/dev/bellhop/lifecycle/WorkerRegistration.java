package dev.bellhop.lifecycle;

import dev.bellhop.engine.EventOutcome;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service worker registration: a scope and up to three workers. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-service-worker-registration">Service
 *     Workers: service worker registration</a>
 */
public final class WorkerRegistration {
  /** A registration whose scripts were last fetched longer ago than this is stale. */
  private static final Duration FRESH = Duration.ofSeconds(86400);

  /** Hears of changes, on any thread; must not block. */
  public interface Listener {
    /** One of installing, waiting and active is another worker now. */
    void workersChanged(WorkerRegistration registration);

    /** A worker has a new state. */
    void stateChanged(Worker worker, WorkerState state);

    /** A new worker is being installed. */
    void updateFound(WorkerRegistration registration);

    /** A worker has no event left that is being handled. */
    default void quiet(Worker worker) {}

    /** A functional event or a fetch event has ended or was skipped. */
    default void eventEnded(WorkerRegistration registration) {}
  }

  private final long id;
  private final Url scope;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private String updateViaCache;
  private @Nullable Instant lastUpdateCheck;
  private @Nullable Worker installing;
  private @Nullable Worker waiting;
  private @Nullable Worker active;
  private boolean unregistered;
  private PreloadState preload = PreloadState.INITIAL;
  private boolean suspended;
  private boolean activating;
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
  public synchronized String updateViaCache() {
    return updateViaCache;
  }

  synchronized void updateViaCache(String mode) {
    updateViaCache = mode;
  }

  /** When its scripts were last fetched, or null. */
  synchronized @Nullable Instant lastUpdateCheck() {
    return lastUpdateCheck;
  }

  synchronized void lastUpdateCheck(@Nullable Instant time) {
    lastUpdateCheck = time;
  }

  /**
   * Whether its scripts have not been looked at for a day.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-registration-stale">stale</a>
   */
  synchronized boolean stale(Instant now) {
    return lastUpdateCheck != null && Duration.between(lastUpdateCheck, now).compareTo(FRESH) > 0;
  }

  /** The cache mode of requests for scripts that its workers import. */
  String importCacheMode() {
    return updateViaCache().equals("none") ? "no-cache" : "default";
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

  /** The workers that it has now. */
  synchronized List<Worker> workers() {
    return Stream.of(installing, waiting, active).filter(Objects::nonNull).toList();
  }

  /** Get Newest Worker. */
  public synchronized @Nullable Worker newest() {
    return installing != null ? installing : waiting != null ? waiting : active;
  }

  /** Whether unregister() has removed it. */
  public synchronized boolean unregistered() {
    return unregistered;
  }

  synchronized void markUnregistered() {
    unregistered = true;
  }

  /** Whether its host stops: no worker is activated any more, and no event is tried again. */
  synchronized boolean suspended() {
    return suspended;
  }

  synchronized void suspend() {
    suspended = true;
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
    announceWorkers();
  }

  /** The installing worker becomes the waiting one. */
  void installed() {
    synchronized (this) {
      waiting = installing;
      installing = null;
    }
    announceWorkers();
  }

  /**
   * Begins to activate the waiting worker, where none is being activated already and the condition
   * holds. What needs an activated worker waits for that one from now on.
   *
   * @return whether it has begun
   */
  synchronized boolean beginActivation(BooleanSupplier condition) {
    if (waiting == null || activating || suspended || !condition.getAsBoolean()) {
      return false;
    }
    activating = true;
    if (activated.isDone()) {
      activated = new CompletableFuture<>();
    }
    return true;
  }

  /** The waiting worker becomes the active one; null where it has been cleared away meanwhile. */
  @Nullable Worker promote() {
    Worker promoted;
    synchronized (this) {
      activating = false;
      promoted = waiting;
      if (promoted == null) {
        return null;
      }
      active = promoted;
      waiting = null;
    }
    announceWorkers();
    return promoted;
  }

  /** All workers are gone. */
  void cleared() {
    CompletableFuture<Worker> vain;
    synchronized (this) {
      installing = null;
      waiting = null;
      active = null;
      if (activated.isDone()) {
        activated = new CompletableFuture<>();
      }
      vain = activated;
    }
    announceWorkers();
    vain.completeExceptionally(
        new RegistrationException(
            "InvalidStateError", "the registration of " + scope.href() + " was removed"));
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

  /**
   * Completes when the active worker is activated: functional events wait for that. Fails with a
   * {@link RegistrationException} where the registration has been removed.
   */
  public synchronized CompletableFuture<Worker> activated() {
    return activated;
  }

  /**
   * Fires a functional event: dispatches it in the active worker as soon as that is activated, and
   * again in a new realm where the worker is stopped before the event has ended.
   *
   * @param eventId what the event is about, for the trace, or null
   * @param arguments makes what the shim makes the event of, anew for each time it is dispatched
   * @return as of {@link Worker#dispatch}; it fails with a {@link
   *     java.util.concurrent.CancellationException} where the host stops first, or the worker was
   *     stopped again and again
   * @see <a href="https://w3c.github.io/ServiceWorker/#fire-functional-event">Fire Functional
   *     Event</a>
   */
  public CompletableFuture<Optional<EventOutcome>> fire(
      String eventType, @Nullable String eventId, Supplier<@Nullable Object[]> arguments) {
    return fireWhile(() -> true, eventType, eventId, arguments);
  }

  /** As {@link #fire}; it is dispatched again only while that has a sense. */
  CompletableFuture<Optional<EventOutcome>> fireWhile(
      BooleanSupplier wanted,
      String eventType,
      @Nullable String eventId,
      Supplier<@Nullable Object[]> arguments) {
    return new FunctionalEvent(this, wanted, eventType, eventId, arguments).fire();
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

  void announceQuiet(Worker worker) {
    listeners.forEach(listener -> listener.quiet(worker));
  }

  void announceEventEnd() {
    listeners.forEach(listener -> listener.eventEnded(this));
  }

  private void announceWorkers() {
    listeners.forEach(listener -> listener.workersChanged(this));
  }
}
