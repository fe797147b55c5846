package dev.bellhop.lifecycle;

import dev.bellhop.Explanation;
import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.EventOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What the trace is told of one worker. */
record WorkerTrace(Trace trace, String scope, String script) {
  void state(WorkerState state) {
    trace.add(new TraceEvent.WorkerStateChanged(scope, script, state.spelled()));
  }

  void started(String reason) {
    trace.add(new TraceEvent.WorkerStarted(scope, script, reason));
  }

  void stopped(String reason) {
    trace.add(new TraceEvent.WorkerStopped(scope, script, reason));
  }

  void diagnostic(String name, Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("script", script);
    trace.add(Explanation.diagnostic(name, null, all));
  }

  void dispatched(String eventType, @Nullable String eventId) {
    trace.add(new TraceEvent.EventDispatched(eventType, eventId));
  }

  void handled(String eventType, @Nullable String eventId, EventOutcome outcome, long duration) {
    trace.add(
        new TraceEvent.EventHandled(
            eventType,
            eventId,
            outcome.listeners(),
            outcome.thrown(),
            outcome.rejected(),
            duration));
  }

  void skipped(String eventType, @Nullable String eventId, String why) {
    trace.add(new TraceEvent.EventSkipped(eventType, eventId, why));
  }

  void failed(String eventType, @Nullable String eventId, Throwable failure) {
    switch (failure) {
      case CancellationException stopped ->
          skipped(eventType, eventId, "the worker was stopped before the event had ended");
      case EventTimeoutException late -> {
        // Told already.
      }
      default -> skipped(eventType, eventId, "the worker failed: " + failure.getMessage());
    }
  }
}
