package dev.bellhop.conformance.mdn;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the trace tells while it is asked to. Safe from any thread. */
final class Witness implements TraceListener {
  private final List<TraceEvent> events = new ArrayList<>();
  private boolean isListening;

  @Override
  public synchronized void entry(TraceEntry entry) {
    if (isListening || isAboutAnExample(entry.event())) {
      events.add(entry.event());
    }
  }

  /** A mistake is told once for a place, and that may be while we do something ourselves. */
  private static boolean isAboutAnExample(TraceEvent event) {
    return event instanceof TraceEvent.Diagnostic diagnostic
        && diagnostic.frame() != null
        && !diagnostic.frame().url().startsWith("bellhop:");
  }

  /** Listens from now on. */
  synchronized void listen() {
    isListening = true;
  }

  /** Looks away: what happens is our own doing. */
  synchronized void lookAway() {
    isListening = false;
  }

  /** Gives what it has seen, and forgets it. */
  synchronized List<TraceEvent> take() {
    List<TraceEvent> seen = List.copyOf(events);
    events.clear();
    return seen;
  }
}
