package dev.bellhop.engine;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import dev.bellhop.url.Url;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
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

  /** How long a question may wait for the script. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Engine engine;
  private final RealmSettings settings;
  private final Predicate<Realm> onExhausted;
  private final Consumer<Realm> onClosed;
  private final EventLoop loop;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable CompletableFuture<?>> awaited = new AtomicReference<>();
  private final CompletableFuture<Void> whenClosed = new CompletableFuture<>();
  private final CompletableFuture<Void> whenEnded = new CompletableFuture<>();
  private final Set<CompletableFuture<?>> unfinished = ConcurrentHashMap.newKeySet();
  private final ScriptGuard guard;
  private final ActiveEvents active;
  private final Answers answers;
  private volatile @Nullable Guest guest;
  private @Nullable Live live;
  private volatile Set<String> listened = Set.of();

  Realm(
      Engine engine,
      RealmSettings settings,
      Predicate<Realm> onExhausted,
      Consumer<Realm> onClosed) {
    this.engine = engine;
    this.settings = settings;
    this.onExhausted = onExhausted;
    this.onClosed = onClosed;
    this.active = new ActiveEvents(settings.clock());
    this.answers = new Answers(settings);
    this.guard = new ScriptGuard(settings, () -> guest, this::thread, this::close);
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
    post(() -> evaluate(scripts -> scripts.classic(url, text), result));
    return result;
  }

  /**
   * Loads a module with all that it imports, evaluates it and lets promise jobs run; otherwise as
   * {@link #runScript}. Called once at most.
   *
   * @param url the module's own URL, which the loader is asked for, too
   * @see <a href="https://html.spec.whatwg.org/#run-a-module-script">HTML: run a module script</a>
   */
  public CompletableFuture<Void> runModule(Url url, ModuleLoader loader) {
    CompletableFuture<Void> result = track(new CompletableFuture<>());
    post(() -> evaluate(scripts -> scripts.module(url, loader), result));
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
                  answers.give(value, failure, done, convert);
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
      guard.end();
      return result.join();
    } finally {
      guard.begin();
      awaited.set(null);
    }
  }

  /**
   * Does what takes the host some tenths of a millisecond on the loop's thread, where no task waits
   * for that; null where one does. No script's time. On the loop only.
   */
  public <T> @Nullable T whileIdle(Supplier<@Nullable T> work) {
    if (!loop.isIdleButForThis()) {
      return null;
    }
    guard.end();
    try {
      return work.get();
    } finally {
      guard.begin();
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
        () -> {
          guard.doing("in the " + factory + " event");
          new EventDispatch(live().hooks, live().errors, this::post, active, outcome)
              .run(factory, arguments);
        });
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
    guard.close();
    CompletableFuture<?> waitedFor = awaited.get();
    if (waitedFor != null) {
      waitedFor.cancel(false);
    }
    // Truffle does not like virtual threads in its contexts, and closing may block their carrier.
    if (loop.isCurrent() || Thread.currentThread().isVirtual()) {
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
    whenEnded.complete(null);
  }

  /** Completes when its global is gone, which may be a while after it was closed. */
  CompletableFuture<Void> ended() {
    return whenEnded;
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
    // No script's time.
    guard.end();
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
    var mistakes = new Mistakes(settings);
    var made =
        new Guest(engine, new ModuleGraph(this::await, new ModuleCheck(engine, mistakes)::check));
    guest = made;
    if (closed.get()) {
      made.close();
      return;
    }
    Set<String> muted = new HashSet<>();
    var bridge =
        new RealmBridge(
            settings,
            made,
            mistakes,
            () -> live().texts,
            (promise, reason) -> post(() -> live().errors.rejection(promise, reason)),
            (promise, reason) -> post(() -> live().errors.lateHandler(promise, reason)),
            muted);
    Map<String, Object> ops = new HashMap<>(settings.ops().apply(this));
    ops.put("timers", new TimerOps(this, settings.clock()));
    ops.put("console", new ConsoleOps(settings.listener()));
    Hooks booted = Hooks.of(made.boot(ops, bridge.members()));
    var texts = new ErrorTexts(booted);
    var errors = new ErrorReporter(booted, texts, mistakes, muted);
    live = new Live(booted, texts, errors, new ScriptRun(made, booted, texts, errors, mistakes));
  }

  /**
   * A new ArrayBuffer with a copy of these bytes, up to their limit, for a script to have. On the
   * loop only.
   */
  public Value arrayBuffer(ByteBuffer bytes) {
    return Objects.requireNonNull(guest).arrayBuffer(bytes);
  }

  private Live live() {
    Live booted = live;
    if (booted == null) {
      throw new IllegalStateException("The realm's global could not be set up.");
    }
    return booted;
  }

  /** What there is once the global has been set up; on the loop only. */
  private record Live(Hooks hooks, ErrorTexts texts, ErrorReporter errors, ScriptRun scripts) {}

  /** Stops its script, which has gone beyond a limit, and closes it. From any thread. */
  void stop(Overrun reason) {
    guard.stop(reason);
  }

  /** Whether a script runs now. */
  boolean isRunning() {
    return guard.isRunning();
  }

  private Thread thread() {
    return loop.thread();
  }

  /** The thread of its loop. */
  long threadId() {
    return loop.thread().threadId();
  }

  private void run(Runnable task) {
    guard.doing("");
    guard.begin();
    try {
      runReporting(task);
    } catch (PolyglotException e) {
      if (closed.get()) {
        return;
      }
      if (e.isInterrupted()) {
        guard.interrupted(e);
      } else if (e.isResourceExhausted()) {
        exhausted(SourceFrames.of(e));
      } else {
        LOG.error("A task of {} was stopped", settings.location(), e);
        close();
      }
    } catch (OutOfMemoryError e) {
      exhausted(null);
    } catch (RuntimeException e) {
      if (!closed.get()) {
        LOG.error("A task of {} failed", settings.location(), e);
      }
    } finally {
      guard.end();
    }
  }

  private void exhausted(@Nullable SourceFrame frame) {
    if (onExhausted.test(this)) {
      guard.exhausted(frame);
    } else {
      // What its task had begun cannot be mended. Its events are handled again.
      close();
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

  private void evaluate(Consumer<ScriptRun> script, CompletableFuture<Void> result) {
    ScriptRun scripts = live().scripts;
    guard.doing("while it was evaluated");
    try {
      script.accept(scripts);
    } catch (BellhopException e) {
      listened = scripts.listened();
      result.completeExceptionally(e);
      return;
    } catch (PolyglotException e) {
      if (e.isInterrupted() || e.isCancelled() || e.isResourceExhausted()) {
        throw e;
      }
      result.completeExceptionally(e);
      throw e;
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
      throw e;
    }
    listened = scripts.listened();
    result.complete(null);
  }
}
