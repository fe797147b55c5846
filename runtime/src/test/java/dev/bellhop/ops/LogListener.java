package dev.bellhop.ops;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.RealmListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what scripts print and where they fail.
 *
 * @param log for any thread
 */
record LogListener(List<String> log) implements RealmListener {
  @Override
  public void console(String level, String text) {
    log.add(text);
  }

  @Override
  public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
    log.add(kind + ": " + message);
  }

  @Override
  public void diagnostic(TraceEvent.Diagnostic diagnostic) {}
}
