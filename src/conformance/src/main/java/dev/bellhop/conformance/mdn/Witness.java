package dev.bellhop.conformance.mdn;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what the trace tells of one site while it is asked to. Safe from any thread. */
final class Witness implements TraceListener {
  private final List<TraceEvent> events = new ArrayList<>();
  private String origin = "";
  private boolean isListening;

  @Override
  public synchronized void entry(TraceEntry entry) {
    TraceEvent event = entry.event();
    if ((isListening || isAboutAnExample(event)) && !isElsewhere(event)) {
      events.add(event);
    }
  }

  /** Whether it is about a realm of another site than the one that is looked at. */
  private boolean isElsewhere(TraceEvent event) {
    String realm =
        switch (event) {
          case TraceEvent.ConsoleMessage message -> message.realm();
          case TraceEvent.ScriptError error -> error.realm();
          case TraceEvent.FetchCompleted fetched -> fetched.realm();
          case TraceEvent.SyncRegistered registered -> registered.scope();
          case TraceEvent.PeriodicSyncRegistered registered -> registered.scope();
          case TraceEvent.PushSubscribed subscribed -> subscribed.scope();
          case TraceEvent.Diagnostic(
                  var _,
                  var _,
                  var _,
                  var _,
                  var _,
                  @Nullable SourceFrame frame) ->
              frame == null ? "" : frame.url();
          default -> "";
        };
    return realm.startsWith("http") && !realm.startsWith(origin + "/");
  }

  /** A mistake is told once for a place, and that may be while we do something ourselves. */
  private static boolean isAboutAnExample(TraceEvent event) {
    return event instanceof TraceEvent.Diagnostic diagnostic
        && diagnostic.frame() != null
        && !diagnostic.frame().url().startsWith("bellhop:");
  }

  /** Forgets what it has seen; from now on the site with this origin is looked at. */
  synchronized void begin(String origin) {
    this.origin = origin;
    events.clear();
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
