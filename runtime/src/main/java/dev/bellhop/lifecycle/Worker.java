package dev.bellhop.lifecycle;

import dev.bellhop.HostClock;
import dev.bellhop.Trace;
import dev.bellhop.engine.ActiveEvent;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.engine.Realm;
import dev.bellhop.http.Causes;
import dev.bellhop.routing.RouterRule;
import dev.bellhop.routing.RouterRules;
import dev.bellhop.store.RegistrationRows.WorkerRow;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A service worker: a script with a state, and a realm while it runs. It is started when an event
 * needs it and stopped when it has been idle. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-service-worker">Service Workers: service
 *     worker</a>
 */
public final class Worker {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final WorkerRegistration registration;
  private final Url scriptUrl;
  private final String type;
  private final WorkerScripts scripts;
  private final RealmSource realms;
  private final HostClock clock;
  private final WorkerTrace trace;
  private final WorkerStop stop;
  private final Duration idle;
  private final EventDeadline deadline;
  private final Activation activation;
  private final ListenedEvents listened = new ListenedEvents();

  private long id;
  private WorkerState state;
  private boolean skipWaiting;
  private RouterRules routes = RouterRules.NONE;

  private @Nullable Realm realm;
  private @Nullable CompletableFuture<Realm> running;
  private final GlobalState globals;
  private int events;
  private int holds;
  private @Nullable Runnable idleTimer;
  private final List<CompletableFuture<Void>> waitingForQuiet = new ArrayList<>();

  Worker(
      WorkerRegistration registration,
      Url scriptUrl,
      String type,
      WorkerScripts scripts,
      RealmSource realms,
      HostClock clock,
      Trace trace,
      WorkerLimits limits) {
    this.registration = registration;
    this.scriptUrl = scriptUrl;
    this.type = type;
    this.scripts = scripts;
    this.realms = realms;
    this.clock = clock;
    this.trace = new WorkerTrace(trace, registration.scope().href(), scriptUrl.href());
    this.globals = new GlobalState(this, trace);
    this.stop = limits.stop();
    this.idle = limits.idle();
    this.deadline = new EventDeadline(clock, limits.eventTimeout());
    this.activation = new Activation(clock);
    this.state = WorkerState.PARSED;
  }

  /** Takes over what is written down about an installed worker. */
  synchronized void restore(WorkerRow row, WorkerState as) {
    id = row.id();
    state = as;
    listened.restore(row.eventTypes(), row.emptyFetchListeners());
  }

  /** Tells this worker from all others of the process. */
  public long number() {
    return number;
  }

  /** The registration that it belongs to. */
  public WorkerRegistration registration() {
    return registration;
  }

  /** The URL of its script. */
  public Url scriptUrl() {
    return scriptUrl;
  }

  /** "classic" or "module". */
  public String type() {
    return type;
  }

  /** Its scripts. */
  public WorkerScripts scripts() {
    return scripts;
  }

  /** What its global variables hold, from one start to the next. */
  public GlobalState globals() {
    return globals;
  }

  /** Its static routes. */
  synchronized RouterRules routes() {
    return routes;
  }

  /** Takes over the routes that are written down. */
  synchronized void routes(RouterRules rules) {
    routes = rules;
  }

  /** Adds static routes; false, and nothing added, where those would be too many. */
  public synchronized boolean addRoutes(List<RouterRule> more) {
    Optional<RouterRules> all = routes.with(more);
    all.ifPresent(rules -> routes = rules);
    return all.isPresent();
  }

  /** What it listened to after its first evaluation. */
  public ListenedEvents listened() {
    return listened;
  }

  /** Whether it may open windows now. */
  public Activation activation() {
    return activation;
  }

  /** Its state now. */
  public synchronized WorkerState state() {
    return state;
  }

  /** The id of its row, 0 before it is installed. */
  synchronized long id() {
    return id;
  }

  synchronized void id(long id) {
    this.id = id;
  }

  /** Leaves out its fetch listeners, which have nothing in them; false where that is too late. */
  public boolean leaveOutFetch() {
    return listened.leaveOutFetch();
  }

  /** Whether it has a realm. */
  public synchronized boolean running() {
    return realm != null;
  }

  /** What it is handling now; nothing where it does not run. */
  public CompletableFuture<List<ActiveEvent>> activeEvents() {
    Realm current;
    synchronized (this) {
      current = realm;
    }
    return current == null
        ? CompletableFuture.completedFuture(List.of())
        : current.activeEvents().exceptionally(closed -> List.of());
  }

  synchronized boolean skipsWaiting() {
    return skipWaiting;
  }

  synchronized void skipWaiting() {
    skipWaiting = true;
  }

  /** Names what concerns the worker as a whole. Its script is the detail "script". */
  void diagnose(String name, Map<String, String> details) {
    trace.diagnostic(name, details);
  }

  /**
   * Update Worker State: changes the state and tells everybody.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#update-worker-state-algorithm">Update Worker
   *     State</a>
   */
  void updateState(WorkerState next) {
    synchronized (this) {
      if (state == WorkerState.REDUNDANT) {
        return;
      }
      state = next;
    }
    trace.state(next);
    registration.announceState(this, next);
  }

  /**
   * Run Service Worker: starts it unless it runs. Fails with a {@link dev.bellhop.BellhopException}
   * where the script does not parse or throws, and with a {@link CancellationException} where the
   * worker is redundant.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#run-service-worker-algorithm">Run Service
   *     Worker</a>
   */
  CompletableFuture<Realm> start(String reason) {
    CompletableFuture<Realm> starting;
    Realm opened;
    forgetClosed();
    synchronized (this) {
      if (running != null) {
        return running;
      }
      if (state == WorkerState.REDUNDANT) {
        return CompletableFuture.failedFuture(
            new CancellationException("The worker is redundant."));
      }
      opened = realms.openWorker(this);
      realm = opened;
      starting = new CompletableFuture<>();
      running = starting;
    }
    trace.started(reason);
    globals.starting();
    opened.closed().thenRun(this::forgetClosed);
    CompletableFuture<Void> evaluated =
        type.equals("module")
            ? opened.runModule(scriptUrl, scripts.modules())
            : opened.runScript(scriptUrl.href(), scripts.mainText());
    evaluated.whenComplete(
        (nothing, failure) -> {
          if (failure == null) {
            synchronized (this) {
              listened.evaluated(opened.listenedEventTypes());
              rest();
            }
            starting.complete(opened);
          } else {
            stop("its script failed");
            starting.completeExceptionally(failure);
          }
        });
    return starting;
  }

  /**
   * Dispatches an event in the worker, starting it where needed.
   *
   * @param eventId what the event is about, for the trace, or null
   * @param arguments for the shim that makes the event
   * @return completes when the event is no longer active: with its outcome, or empty where the
   *     worker has no listener for it. Fails where the worker does not start, and with a {@link
   *     CancellationException} where it is stopped first
   */
  public CompletableFuture<Optional<EventOutcome>> dispatch(
      String eventType, @Nullable String eventId, Object... arguments) {
    synchronized (this) {
      if (listened.skips(eventType)) {
        trace.skipped(eventType, eventId, "the worker has no listener for " + eventType);
        return CompletableFuture.completedFuture(Optional.empty());
      }
      events++;
      cancelIdleTimer();
    }
    return start(eventType)
        .thenCompose(
            started -> {
              trace.dispatched(eventType, eventId);
              activation.dispatching(eventType);
              long begun = clock.nanoTime();
              return deadline
                  .hold(this, eventType, started.dispatch(eventType, arguments))
                  .thenApply(
                      outcome -> {
                        trace.handled(eventType, eventId, outcome, clock.nanoTime() - begun);
                        return Optional.of(outcome);
                      });
            })
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null) {
                trace.failed(eventType, eventId, Causes.of(failure));
              }
              eventEnded();
            });
  }

  private void eventEnded() {
    List<CompletableFuture<Void>> quiet;
    Realm ending;
    synchronized (this) {
      events--;
      if (events > 0) {
        return;
      }
      quiet = List.copyOf(waitingForQuiet);
      waitingForQuiet.clear();
      ending = settle();
    }
    end(ending, "an event has ended");
    // First what follows from it, then those who wait until nothing is under way.
    registration.announceQuiet(this);
    quiet.forEach(future -> future.complete(null));
  }

  /**
   * Keeps the worker from being stopped for having nothing to do, until the result is run: somebody
   * reads what one of its scripts makes.
   */
  public synchronized Runnable keepAlive() {
    Realm kept = realm;
    var released = new AtomicBoolean();
    holds++;
    cancelIdleTimer();
    return () -> {
      if (released.compareAndSet(false, true)) {
        release(kept);
      }
    };
  }

  private void release(@Nullable Realm kept) {
    Realm ending;
    synchronized (this) {
      if (kept == null || realm != kept) {
        return;
      }
      holds--;
      ending = settle();
    }
    end(ending, "what it answered has been read");
  }

  /** What becomes of the worker after an event: a realm to be closed, or null. */
  private @Nullable Realm settle() {
    if (stop == WorkerStop.AFTER_EACH_EVENT && resting()) {
      return take();
    }
    rest();
    return null;
  }

  private boolean resting() {
    return running != null && events == 0 && holds == 0;
  }

  /** Starts to wait for the end of its idle time, where there is nothing to do. */
  private void rest() {
    if (resting()) {
      cancelIdleTimer();
      idleTimer = clock.schedule(idle, this::stopIfIdle);
    }
  }

  private void stopIfIdle() {
    Realm ending;
    synchronized (this) {
      ending = resting() ? take() : null;
    }
    end(ending, "idle");
  }

  private void cancelIdleTimer() {
    if (idleTimer != null) {
      idleTimer.run();
      idleTimer = null;
    }
  }

  /** Service Worker Has No Pending Events. */
  synchronized boolean isQuiet() {
    return events == 0;
  }

  /** Completes when no event is being handled: at once, where that is so now. */
  synchronized CompletableFuture<Void> quiet() {
    if (events == 0) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> future = new CompletableFuture<>();
    waitingForQuiet.add(future);
    return future;
  }

  /** Completes when its realm has nothing left to do: at once, where it has none. */
  public synchronized CompletableFuture<Void> idleRealm() {
    return realm == null ? CompletableFuture.completedFuture(null) : realm.idle();
  }

  /** A realm can end by itself: its script was stuck. */
  private void forgetClosed() {
    synchronized (this) {
      if (realm == null || !realm.isClosed()) {
        return;
      }
    }
    stop("its script was stopped");
  }

  /**
   * Terminate Service Worker: ends the realm. Events being handled fail.
   *
   * @return completes when the realm has ended
   * @see <a
   *     href="https://w3c.github.io/ServiceWorker/#terminate-service-worker-algorithm">Terminate
   *     Service Worker</a>
   */
  public CompletableFuture<Void> stop(String reason) {
    Realm ending;
    synchronized (this) {
      ending = take();
    }
    end(ending, reason);
    return ending == null ? CompletableFuture.completedFuture(null) : ending.closed();
  }

  /** The realm, which is the worker's no longer, or null. */
  private @Nullable Realm take() {
    Realm taken = realm;
    realm = null;
    running = null;
    listened.ended();
    holds = 0;
    cancelIdleTimer();
    return taken;
  }

  private void end(@Nullable Realm ending, String reason) {
    if (ending != null) {
      ending.close();
      trace.stopped(reason);
    }
  }
}
