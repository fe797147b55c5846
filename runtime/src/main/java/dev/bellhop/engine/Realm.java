package dev.bellhop.engine;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.TypeLiteral;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JavaScript global with its event loop, for a worker or a page. Everything of a script runs on
 * the loop's thread; the methods here are safe from any thread unless they say otherwise. Promise
 * jobs run whenever a call from a task into JavaScript has returned.
 *
 * <p>Futures of a realm are completed on its loop, or by {@link #close} with a {@link
 * CancellationException}.
 */
public final class Realm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Realm.class);
  private static final TypeLiteral<List<String>> STRINGS = new TypeLiteral<>() {};

  /** How long an interrupted script may take to notice it. */
  private static final Duration INTERRUPT = Duration.ofSeconds(5);

  /** How long a question may wait for the script. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Engine engine;
  private final RealmSettings settings;
  private final Consumer<Realm> onClosed;
  private final EventLoop loop;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable CompletableFuture<?>> awaited = new AtomicReference<>();
  private final CompletableFuture<Void> whenClosed = new CompletableFuture<>();
  private final Set<CompletableFuture<?>> unfinished = ConcurrentHashMap.newKeySet();
  private final @Nullable Watchdog watchdog;
  private final ActiveEvents active;
  private volatile @Nullable Guest guest;
  private @Nullable Live live;
  private volatile Set<String> listened = Set.of();
  private boolean evaluated;

  Realm(Engine engine, RealmSettings settings, Consumer<Realm> onClosed) {
    this.engine = engine;
    this.settings = settings;
    this.onClosed = onClosed;
    this.active = new ActiveEvents(settings.clock());
    this.watchdog =
        settings.scriptTimeout() == null
            ? null
            : new Watchdog(settings.clock(), settings.scriptTimeout(), this::stuck);
    this.loop = new EventLoop("bellhop-" + settings.location().href(), this::run);
  }

  void start() {
    loop.post(this::bootOrClose);
    loop.start();
  }

  /** What it was opened with. */
  public RealmSettings settings() {
    return settings;
  }

  /**
   * Evaluates a classic script and lets promise jobs run. What the first one leaves listened to is
   * kept as {@link #listenedEventTypes}.
   *
   * @param url names the script in errors; relative URLs are resolved against the location instead
   * @return fails with a {@link BellhopException} of kind SYNTAX or SCRIPT, with the place in the
   *     script; the error has been told to the listener then
   * @see <a href="https://html.spec.whatwg.org/#run-a-classic-script">HTML: run a classic
   *     script</a>
   */
  public CompletableFuture<Void> runScript(String url, String text) {
    CompletableFuture<Void> result = track(new CompletableFuture<>());
    post(() -> evaluate(url, text, result));
    return result;
  }

  /** Queues a task. Tasks run in the order they came, none once the realm is closed. */
  public void post(Runnable task) {
    if (!closed.get()) {
      loop.post(task);
    }
  }

  /**
   * Answers a script's asynchronous operation: when the stage is complete, calls {@code
   * done(errorName, errorMessage, value)} in a task.
   *
   * @param convert makes what the script gets, on the loop
   */
  public <T extends @Nullable Object> void settle(
      CompletionStage<T> stage,
      Value done,
      Function<? super T, ? extends @Nullable Object> convert) {
    Runnable release = hold();
    stage.whenComplete(
        (value, failure) ->
            post(
                () -> {
                  release.run();
                  answer(value, failure, done, convert);
                }));
  }

  /**
   * Says that something is under way that will post a task: the realm is not idle before the result
   * has been run.
   */
  public Runnable hold() {
    loop.retain();
    var held = new AtomicBoolean(true);
    return () -> {
      if (held.compareAndSet(true, false)) {
        loop.release();
      }
    };
  }

  /**
   * Waits for a result on the loop's thread, with the script that asked for it on the stack: for
   * the few operations that a script sees as synchronous. What completes the stage must not need
   * this loop.
   *
   * @throws CompletionException with what the stage failed with
   * @throws CancellationException where the realm is closed first
   */
  public <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> result = stage.toCompletableFuture().copy();
    awaited.set(result);
    try {
      if (closed.get()) {
        throw new CancellationException("The realm was closed.");
      }
      unwatch();
      return result.join();
    } finally {
      watch();
      awaited.set(null);
    }
  }

  /**
   * Makes an event by the factory that a shim registered under this name, and dispatches it in a
   * task, with promise jobs after each listener.
   *
   * @param arguments for the factory: strings, numbers, booleans, null or host objects
   * @return completes when the event is inactive, which is when its waitUntil promises have been
   *     settled. Cancelling it sets the event's timed out flag: nothing extends its lifetime then
   */
  public CompletableFuture<EventOutcome> dispatch(String factory, @Nullable Object... arguments) {
    CompletableFuture<EventOutcome> outcome = track(new CompletableFuture<>());
    post(
        () ->
            new EventDispatch(live().hooks, live().errors, this::post, active, outcome)
                .run(factory, arguments));
    return outcome;
  }

  /**
   * The events that have been dispatched and have not ended. Where the script is too busy to be
   * asked within a second, the promises that they wait for are unknown.
   */
  public CompletableFuture<List<ActiveEvent>> activeEvents() {
    CompletableFuture<List<ActiveEvent>> events = track(new CompletableFuture<>());
    Runnable patience =
        settings.clock().schedule(PATIENCE, () -> events.complete(active.uncounted()));
    events.whenComplete((found, failure) -> patience.run());
    post(
        () ->
            events.complete(
                active.counted(dispatch -> live().hooks.pending().execute(dispatch).asInt())));
    return events;
  }

  /**
   * The event types with a listener when the first script and its promise jobs had run; empty
   * before.
   */
  public Set<String> listenedEventTypes() {
    return listened;
  }

  /** Completes when there is no task, timer or operation under way. */
  public CompletableFuture<Void> idle() {
    return loop.idle();
  }

  /** A future to be completed by somebody; it fails where the realm is closed before that. */
  public <T extends @Nullable Object> CompletableFuture<T> pending() {
    return track(new CompletableFuture<>());
  }

  /** Whether it has been closed, or is being closed now. */
  public boolean isClosed() {
    return closed.get();
  }

  /** Completes when the realm is closed. */
  public CompletableFuture<Void> closed() {
    return whenClosed.copy();
  }

  /** Ends the realm, whatever its scripts are doing. Doing it twice is the same as once. */
  @Override
  public void close() {
    close(new CancellationException("The realm was closed."));
  }

  private void close(RuntimeException reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    loop.stop();
    if (watchdog != null) {
      watchdog.stop();
    }
    CompletableFuture<?> waitedFor = awaited.get();
    if (waitedFor != null) {
      waitedFor.cancel(false);
    }
    if (loop.isCurrent()) {
      Thread.ofPlatform().daemon().name("bellhop-close").start(this::closeGuest);
    } else {
      closeGuest();
    }
    for (CompletableFuture<?> future : unfinished) {
      future.completeExceptionally(reason);
    }
    onClosed.accept(this);
    whenClosed.complete(null);
  }

  private void closeGuest() {
    Guest current = guest;
    if (current != null) {
      current.close();
    }
  }

  private <T extends @Nullable Object> CompletableFuture<T> track(CompletableFuture<T> future) {
    unfinished.add(future);
    future.whenComplete((value, failure) -> unfinished.remove(future));
    if (closed.get()) {
      future.completeExceptionally(new CancellationException("The realm was closed."));
    }
    return future;
  }

  private void bootOrClose() {
    try {
      boot();
    } catch (RuntimeException e) {
      if (!closed.get()) {
        LOG.error("The global of {} could not be set up", settings.location(), e);
        close(new IllegalStateException("The realm's global could not be set up.", e));
      }
    }
  }

  private void boot() {
    var made = new Guest(engine);
    guest = made;
    if (closed.get()) {
      made.close();
      return;
    }
    var bridge = new RealmBridge(settings, made, () -> live().texts, this::reportLater);
    Map<String, Object> ops = new HashMap<>(settings.ops().apply(this));
    ops.put("realm", bridge.members());
    ops.put("timers", new TimerOps(this, settings.clock()));
    ops.put("console", new ConsoleOps(settings.listener()));
    Hooks booted = Hooks.of(made.boot(ops));
    var texts = new ErrorTexts(booted);
    live = new Live(made, booted, texts, new ErrorReporter(booted, texts, settings.listener()));
  }

  private Live live() {
    Live booted = live;
    if (booted == null) {
      throw new IllegalStateException("The realm's global could not be set up.");
    }
    return booted;
  }

  private void reportLater(Value promise, Value reason) {
    post(() -> live().errors.rejection(promise, reason));
  }

  /** What there is once the global has been set up; on the loop only. */
  private record Live(Guest guest, Hooks hooks, ErrorTexts texts, ErrorReporter errors) {}

  private void watch() {
    if (watchdog != null) {
      watchdog.begin();
    }
  }

  private void unwatch() {
    if (watchdog != null) {
      watchdog.end();
    }
  }

  /** Interrupts the script; what that throws on the loop closes the realm. */
  private void stuck() {
    Thread.ofPlatform().daemon().name("bellhop-stop").start(this::interrupt);
  }

  private void interrupt() {
    Guest current = guest;
    try {
      if (current != null) {
        current.context().interrupt(INTERRUPT);
      }
    } catch (TimeoutException e) {
      closeStuck();
    }
  }

  private void closeStuck() {
    if (closed.get()) {
      return;
    }
    String message =
        "a script of %s ran for %d s without returning, and was stopped"
            .formatted(
                settings.location(), Objects.requireNonNull(settings.scriptTimeout()).toSeconds());
    settings
        .listener()
        .diagnostic(
            new TraceEvent.Diagnostic(
                "script-stuck",
                message,
                "Let it return now and then: await something in long loops.",
                null,
                null));
    close(new BellhopException(BellhopException.Kind.SCRIPT, message));
  }

  private void run(Runnable task) {
    watch();
    try {
      runReporting(task);
    } catch (PolyglotException e) {
      if (e.isInterrupted()) {
        closeStuck();
      } else if (!closed.get()) {
        LOG.error("A task of {} was stopped", settings.location(), e);
        close();
      }
    } catch (RuntimeException e) {
      if (!closed.get()) {
        LOG.error("A task of {} failed", settings.location(), e);
      }
    } finally {
      unwatch();
    }
  }

  private void runReporting(Runnable task) {
    try {
      task.run();
    } catch (PolyglotException e) {
      if (closed.get() || e.isCancelled() || e.isInterrupted() || e.isResourceExhausted()) {
        throw e;
      }
      if (e.isGuestException()) {
        live().errors.report(e);
      } else {
        LOG.error("A task of {} failed", settings.location(), e);
      }
    }
  }

  private void evaluate(String url, String text, CompletableFuture<Void> result) {
    Live booted = live();
    try {
      booted.guest.context().eval(Source.newBuilder("js", text, url).buildLiteral());
    } catch (PolyglotException e) {
      if (SourceFrames.isStop(e)) {
        throw e;
      }
      collectListened(booted);
      result.completeExceptionally(failure(e));
      return;
    }
    collectListened(booted);
    result.complete(null);
  }

  private void collectListened(Live booted) {
    if (!evaluated) {
      evaluated = true;
      listened = Set.copyOf(booted.hooks.listened().execute().as(STRINGS));
    }
  }

  private BellhopException failure(PolyglotException e) {
    String message = live().texts.of(e);
    SourceFrame frame = SourceFrames.of(e);
    if (e.isSyntaxError()) {
      settings.listener().scriptError("syntax", message, frame);
      return new BellhopException(BellhopException.Kind.SYNTAX, message, frame, null);
    }
    live().errors.report(e);
    return new BellhopException(BellhopException.Kind.SCRIPT, message, frame, null);
  }

  private <T extends @Nullable Object> void answer(
      T value,
      @Nullable Throwable failure,
      Value done,
      Function<? super T, ? extends @Nullable Object> convert) {
    if (failure == null) {
      done.executeVoid(null, null, convert.apply(value));
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof NamedFailure named) {
      done.executeVoid(named.errorName(), named.getMessage(), null);
    } else {
      // The user is told why; a script is not, for the sentence may name files of the machine.
      LOG.warn("An operation of {} failed", settings.location(), cause);
      settings
          .listener()
          .diagnostic(
              new TraceEvent.Diagnostic(
                  "operation-failed", String.valueOf(cause.getMessage()), null, null, null));
      done.executeVoid("UnknownError", "The operation failed.", null);
    }
  }
}
