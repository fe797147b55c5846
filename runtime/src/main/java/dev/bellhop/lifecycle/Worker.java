package dev.bellhop.lifecycle;

import dev.bellhop.HostClock;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.ActiveEvent;
import dev.bellhop.engine.EventOutcome;
import dev.bellhop.engine.Realm;
import dev.bellhop.routing.RouterRule;
import dev.bellhop.routing.RouterRules;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
  /** How long a worker runs on after its last event. */
  static final Duration IDLE = Duration.ofSeconds(30);

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final WorkerRegistration registration;
  private final Url scriptUrl;
  private final String type;
  private final WorkerScripts scripts;
  private final RealmSource realms;
  private final HostClock clock;
  private final Trace trace;
  private final Duration eventTimeout;
  private final Activation activation;

  private long id;
  private WorkerState state;
  private @Nullable Set<String> eventTypes;
  private boolean skipWaiting;
  private RouterRules routes = RouterRules.NONE;

  private @Nullable Realm realm;
  private @Nullable CompletableFuture<Realm> running;
  private int events;
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
      Duration eventTimeout) {
    this.registration = registration;
    this.scriptUrl = scriptUrl;
    this.type = type;
    this.scripts = scripts;
    this.realms = realms;
    this.clock = clock;
    this.trace = trace;
    this.eventTimeout = eventTimeout;
    this.activation = new Activation(clock);
    this.state = WorkerState.PARSED;
  }

  /** Takes over what is written down about an installed worker. */
  synchronized void restore(long id, WorkerState state, Set<String> eventTypes) {
    this.id = id;
    this.state = state;
    this.eventTypes = Set.copyOf(eventTypes);
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

  /** Whether it listened to an event type after its first evaluation. */
  public boolean listensTo(String eventType) {
    return eventTypes().contains(eventType);
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

  /** The event types that it listened to after its first evaluation. */
  public synchronized Set<String> eventTypes() {
    return eventTypes == null ? Set.of() : eventTypes;
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

  /**
   * Update Worker State: changes the state and tells everybody.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#update-worker-state-algorithm">Update Worker
   *     State</a>
   */
  void updateState(WorkerState next) {
    synchronized (this) {
      state = next;
    }
    trace.add(
        new TraceEvent.WorkerStateChanged(
            registration.scope().href(), scriptUrl.href(), next.spelled()));
    registration.announceState(this, next);
  }

  /**
   * Run Service Worker: starts it unless it runs. Fails with a {@link dev.bellhop.BellhopException}
   * where the script does not parse or throws.
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
      opened = realms.openWorker(this);
      realm = opened;
      starting = new CompletableFuture<>();
      running = starting;
    }
    trace.add(new TraceEvent.WorkerStarted(registration.scope().href(), scriptUrl.href(), reason));
    opened.closed().thenRun(this::forgetClosed);
    CompletableFuture<Void> evaluated =
        type.equals("module")
            ? opened.runModule(scriptUrl, scripts.modules())
            : opened.runScript(scriptUrl.href(), scripts.mainText());
    evaluated.whenComplete(
        (nothing, failure) -> {
          if (failure == null) {
            synchronized (this) {
              if (eventTypes == null) {
                eventTypes = Set.copyOf(opened.listenedEventTypes());
              }
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
      if (eventTypes != null && !eventTypes.contains(eventType)) {
        trace.add(
            new TraceEvent.EventSkipped(
                eventType, eventId, "the worker has no listener for " + eventType));
        return CompletableFuture.completedFuture(Optional.empty());
      }
      events++;
      cancelIdleTimer();
    }
    return start(eventType)
        .thenCompose(
            started -> {
              trace.add(new TraceEvent.EventDispatched(eventType, eventId));
              activation.dispatching(eventType);
              long begun = clock.nanoTime();
              return dispatch(started, eventType, arguments)
                  .thenApply(
                      outcome -> {
                        trace.add(
                            new TraceEvent.EventHandled(
                                eventType,
                                eventId,
                                outcome.listeners(),
                                outcome.thrown(),
                                outcome.rejected(),
                                clock.nanoTime() - begun));
                        return Optional.of(outcome);
                      });
            })
        .whenComplete((outcome, failure) -> eventEnded());
  }

  private CompletableFuture<EventOutcome> dispatch(
      Realm started, String eventType, Object... arguments) {
    CompletableFuture<EventOutcome> inTime = new CompletableFuture<>();
    Runnable deadline = clock.schedule(eventTimeout, () -> giveUp(eventType, inTime));
    CompletableFuture<EventOutcome> outcome = started.dispatch(eventType, arguments);
    outcome.whenComplete(
        (ended, failure) -> {
          deadline.run();
          if (failure == null) {
            inTime.complete(ended);
          } else {
            inTime.completeExceptionally(failure);
          }
        });
    // Sets the event's timed out flag, unless it has ended.
    inTime.whenComplete((ended, failure) -> outcome.cancel(false));
    return inTime;
  }

  private void giveUp(String eventType, CompletableFuture<EventOutcome> inTime) {
    String message =
        "the %s event of %s has not ended within %d s, and is given up"
            .formatted(eventType, scriptUrl.href(), eventTimeout.toSeconds());
    if (!inTime.isDone()) {
      trace.add(
          new TraceEvent.Diagnostic(
              "event-timeout",
              message,
              "Give waitUntil() promises that settle, whatever happens.",
              null,
              null));
    }
    inTime.completeExceptionally(new EventTimeoutException(message));
  }

  private void eventEnded() {
    List<CompletableFuture<Void>> quiet;
    synchronized (this) {
      events--;
      if (events > 0) {
        return;
      }
      quiet = List.copyOf(waitingForQuiet);
      waitingForQuiet.clear();
      if (running != null) {
        cancelIdleTimer();
        idleTimer = clock.schedule(IDLE, () -> stopIfIdle());
      }
    }
    quiet.forEach(future -> future.complete(null));
  }

  private void stopIfIdle() {
    synchronized (this) {
      if (events > 0 || running == null) {
        return;
      }
    }
    stop("idle");
  }

  private void cancelIdleTimer() {
    if (idleTimer != null) {
      idleTimer.run();
      idleTimer = null;
    }
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
   * @see <a
   *     href="https://w3c.github.io/ServiceWorker/#terminate-service-worker-algorithm">Terminate
   *     Service Worker</a>
   */
  public void stop(String reason) {
    Realm ending;
    synchronized (this) {
      if (realm == null) {
        return;
      }
      ending = realm;
      realm = null;
      running = null;
      cancelIdleTimer();
    }
    ending.close();
    trace.add(new TraceEvent.WorkerStopped(registration.scope().href(), scriptUrl.href(), reason));
  }
}
