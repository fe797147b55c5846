package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a script went beyond a limit. */
enum Overrun {
  TIME("script-stuck", "Let it return now and then: await something in long loops."),
  MEMORY("script-memory", "Let go of what is no longer needed, and stream what is large."),
  TIMERS("script-timers", "Wait for a timer before starting the next, and clear unused intervals.");

  private final String code;
  private final String hint;

  Overrun(String code, String hint) {
    this.code = code;
    this.hint = hint;
  }

  /**
   * What the user is told.
   *
   * @param doing in which call of the script, such as "in the fetch event", or ""
   */
  TraceEvent.Diagnostic told(RealmSettings settings, @Nullable SourceFrame frame, String doing) {
    String message = message(settings) + (doing.isEmpty() ? "" : " " + doing);
    return new TraceEvent.Diagnostic(code, message, hint, null, frame);
  }

  private String message(RealmSettings settings) {
    String script = settings.location().href();
    return switch (this) {
      case TIME -> {
        Duration time = settings.limits().time();
        yield "a script of %s ran for %d s without returning, and was stopped"
            .formatted(script, time == null ? 0 : time.toSeconds());
      }
      case MEMORY ->
          "a script of %s allocated until the memory was nearly used up, and was stopped"
              .formatted(script);
      case TIMERS ->
          "a script of %s had more than %d timers pending, and was stopped"
              .formatted(script, settings.limits().timers());
    };
  }
}
