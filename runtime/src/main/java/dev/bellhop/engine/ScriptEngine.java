package dev.bellhop.engine;

import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;

/**
 * Makes realms that share parsed sources: the first costs most. Safe from any thread.
 *
 * <p>Closing ends all its realms.
 */
public final class ScriptEngine implements AutoCloseable {
  /**
   * The compiler is Java code that has to be compiled itself before it is of use: it takes two
   * seconds of processor time in a new process. By default an idle compiler takes functions after
   * 25 calls, which the set-up of a single realm makes; a script that computes makes this many in
   * milliseconds.
   */
  private static final String CALLS_BEFORE_COMPILING = "2000";

  /**
   * Then the compiler takes a function a second time, with all that it calls, for seconds each on a
   * small machine. By default it does so after 10,000 calls, when most of what a worker's events go
   * through has not been compiled once, and waits for it. Loops that compute get there soon.
   */
  private static final String CALLS_BEFORE_OPTIMIZING = "1000000";

  /** What contexts may use; WebAssembly is loaded when a script first touches it. */
  static final String[] LANGUAGES = {"js", "wasm"};

  private final Engine engine;
  private final Set<Realm> realms = ConcurrentHashMap.newKeySet();
  private final HeapGuard heap = new HeapGuard(() -> realms);

  /** Starts GraalJS. */
  public ScriptEngine() {
    engine = build();
  }

  private static Engine build() {
    try {
      return builder()
          .option("engine.FirstTierCompilationThreshold", CALLS_BEFORE_COMPILING)
          .option("engine.LastTierCompilationThreshold", CALLS_BEFORE_OPTIMIZING)
          .option("engine.DynamicCompilationThresholdsMinScale", "1.0")
          // Without the compiler it warns of that before it looks at the options.
          .logHandler(OutputStream.nullOutputStream())
          .build();
    } catch (IllegalArgumentException e) {
      // A JVM that takes no optimising compiler knows none of its options.
      return builder().build();
    }
  }

  private static Engine.Builder builder() {
    return Engine.newBuilder(LANGUAGES)
        .allowExperimentalOptions(true)
        .option("engine.WarnInterpreterOnly", "false")
        .useSystemProperties(false);
  }

  /** Starts a realm on a thread of its own. Its global is set up before anything that is posted. */
  public Realm open(RealmSettings settings) {
    var realm = new Realm(engine, settings, heap::exhausted, realms::remove);
    realms.add(realm);
    realm.start();
    return realm;
  }

  /** What keeps one realm from using up the memory of all. */
  HeapGuard heap() {
    return heap;
  }

  @Override
  public void close() {
    heap.close();
    List.copyOf(realms).forEach(Realm::close);
    engine.close(true);
  }
}
