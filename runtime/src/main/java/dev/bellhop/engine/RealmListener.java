package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import org.jspecify.annotations.Nullable;

/** What a realm tells its owner. Called on the realm's loop; must be short and must not throw. */
public interface RealmListener {
  /**
   * A script wrote to its console.
   *
   * @param level "debug", "log", "info", "warn" or "error"
   * @param text the formatted message, possibly of several lines
   */
  void console(String level, String text);

  /**
   * A script threw where nobody catches, or rejected a promise that nobody handles.
   *
   * @param kind "exception" or "unhandled-rejection", as in {@link TraceEvent.ScriptError}
   * @param message the error as a script would print it
   * @param frame where, or null where that is not known
   */
  void scriptError(String kind, String message, @Nullable SourceFrame frame);

  /** A script did something legal that cannot be meant. */
  void diagnostic(TraceEvent.Diagnostic diagnostic);
}
