package dev.bellhop.engine;

import dev.bellhop.Explanation;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a script went beyond a limit. */
enum Overrun {
  TIME("script-stuck"),
  MEMORY("script-memory"),
  TIMERS("script-timers");

  private final String diagnostic;

  Overrun(String diagnostic) {
    this.diagnostic = diagnostic;
  }

  /**
   * What the user is told.
   *
   * @param doing in which call of the script, such as "in the fetch event", or ""
   */
  TraceEvent.Diagnostic told(RealmSettings settings, @Nullable SourceFrame frame, String doing) {
    Duration time = settings.limits().time();
    return Explanation.diagnostic(
        diagnostic,
        frame,
        Map.of(
            "script",
            settings.location().href(),
            "doing",
            doing.isEmpty() ? "" : " " + doing,
            "seconds",
            Long.toString(time == null ? 0 : time.toSeconds()),
            "timers",
            Integer.toString(settings.limits().timers())));
  }
}
