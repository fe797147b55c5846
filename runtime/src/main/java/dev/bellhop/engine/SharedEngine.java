package dev.bellhop.engine;

import java.io.OutputStream;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The GraalJS of this process, while anybody uses it: what one has parsed and compiled need not be
 * parsed and compiled by the next. Who opens and closes many hosts, as whoever runs tests does,
 * would begin with nothing each time. Safe from any thread.
 */
final class SharedEngine {
  /**
   * The compiler is Java code that has to be compiled itself before it is of use: it takes two
   * seconds of processor time in a new process. By default an idle compiler takes functions after
   * 25 calls, which the set-up of a single realm makes; a script that computes makes this many in
   * milliseconds.
   */
  private static final String CALLS_BEFORE_COMPILING = "2000";

  private static @Nullable Engine engine;
  private static int users;

  private SharedEngine() {}

  /** Starts it for the first user. Each is to {@link #release} it once. */
  static synchronized Engine acquire() {
    Engine current = engine == null ? build() : engine;
    engine = current;
    users++;
    return current;
  }

  /** Ends it after the last user, whose realms must have ended. */
  static synchronized void release() {
    users--;
    if (users == 0 && engine != null) {
      engine.close(true);
      engine = null;
    }
  }

  private static Engine build() {
    try {
      return builder()
          .option("engine.FirstTierCompilationThreshold", CALLS_BEFORE_COMPILING)
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
    return Engine.newBuilder("js")
        .allowExperimentalOptions(true)
        .option("engine.WarnInterpreterOnly", "false")
        .useSystemProperties(false);
  }
}
