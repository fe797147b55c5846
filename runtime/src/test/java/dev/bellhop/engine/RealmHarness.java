package dev.bellhop.engine;

import dev.bellhop.HostClock;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.ops.EncodingOps;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A realm for tests, on a virtual clock, that keeps what its scripts print and where they fail. */
final class RealmHarness implements AutoCloseable {
  /** Shared by the tests: the first realm of an engine costs most. */
  private static final ScriptEngine ENGINE = new ScriptEngine();

  static final String SCRIPT = "https://app.example/sw.js";

  final VirtualClock clock = new VirtualClock();
  final List<String> log = new CopyOnWriteArrayList<>();
  final List<ScriptError> errors = new CopyOnWriteArrayList<>();
  final List<TraceEvent.Diagnostic> diagnostics = new CopyOnWriteArrayList<>();
  final Realm realm;
  private volatile Runnable onConsole = () -> {};

  record ScriptError(String kind, String message, @Nullable SourceFrame frame) {}

  RealmHarness() {
    this(RealmSettings.Kind.WORKER, Map.of("encoding", new EncodingOps()));
  }

  /** A worker that also says when it prints. */
  RealmHarness(Runnable onConsole) {
    this();
    this.onConsole = onConsole;
  }

  RealmHarness(RealmSettings.Kind kind, Map<String, Object> ops) {
    this(kind, ops, ScriptLimits.ofTime(null));
  }

  /** A worker whose operations know their realm. */
  RealmHarness(Function<Realm, Map<String, Object>> ops) {
    this(ops, null);
  }

  RealmHarness(Function<Realm, Map<String, Object>> ops, @Nullable Duration scriptTimeout) {
    ScriptLimits limits = ScriptLimits.ofTime(scriptTimeout);
    realm = ENGINE.open(settings(RealmSettings.Kind.WORKER, clock, ops, limits));
  }

  RealmHarness(RealmSettings.Kind kind, Map<String, Object> ops, @Nullable Duration scriptTimeout) {
    this(kind, ops, ScriptLimits.ofTime(scriptTimeout));
  }

  RealmHarness(RealmSettings.Kind kind, Map<String, Object> ops, ScriptLimits limits) {
    realm = ENGINE.open(settings(kind, clock, opened -> ops, limits));
  }

  /** What the engine does when the heap is nearly full. */
  static void heapIsNearlyFull() {
    ENGINE.heap().nearlyFull();
  }

  private RealmSettings settings(
      RealmSettings.Kind kind,
      HostClock clock,
      Function<Realm, Map<String, Object>> ops,
      ScriptLimits limits) {
    Url location = Objects.requireNonNull(Url.parse(SCRIPT, null));
    return new RealmSettings(kind, location, clock, new Recorder(), ops, limits);
  }

  /** Calls this from now on when a script prints. */
  void onConsole(Runnable listener) {
    onConsole = listener;
  }

  /** Runs a script and what it leaves to do, timers excepted. */
  void run(String script) {
    await(realm.runScript(SCRIPT, script));
    settle();
  }

  /** Lets the tasks that are queued now run. */
  void settle() {
    var done = new CompletableFuture<Void>();
    realm.post(() -> realm.post(() -> realm.post(() -> done.complete(null))));
    await(done);
  }

  /** Goes on millisecond by millisecond, so that timers of timers fall due at their time. */
  void advance(int milliseconds) {
    // A realm that is only being made takes its time origin when it is there.
    settle();
    for (int i = 0; i < milliseconds; i++) {
      clock.advance(Duration.ofMillis(1));
      settle();
    }
  }

  EventOutcome dispatch(String type) {
    EventOutcome outcome = await(realm.dispatch(type));
    settle();
    return outcome;
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    realm.close();
  }

  private final class Recorder implements RealmListener {
    @Override
    public void console(String level, String text) {
      onConsole.run();
      log.add(level.equals("log") ? text : level + ": " + text);
    }

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
      errors.add(new ScriptError(kind, message, frame));
    }

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {
      diagnostics.add(diagnostic);
    }
  }
}
