package dev.bellhop.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a realm's scripts may use before the realm is closed. Memory has no number of its own: when
 * the JVM's heap is nearly full, the realm that allocates most is closed.
 *
 * @param time how long a script may run without returning, or null for any time
 * @param timers how many timers may be pending at once
 */
public record ScriptLimits(@Nullable Duration time, int timers) {
  /** More timers than a script can mean. */
  public static final int TIMERS = 100_000;

  /** A limit for the time only, and room for {@value #TIMERS} timers. */
  public static ScriptLimits ofTime(@Nullable Duration time) {
    return new ScriptLimits(time, TIMERS);
  }
}
