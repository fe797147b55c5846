package dev.bellhop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers trace events and hands them to the listeners, in order. Safe from any thread. */
public final class Trace {
  private static final Logger LOG = LoggerFactory.getLogger(Trace.class);

  private final HostClock clock;
  private final List<TraceListener> listeners = new CopyOnWriteArrayList<>();
  private long sequence;

  /** A trace that takes its times from this clock. */
  public Trace(HostClock clock) {
    this.clock = clock;
  }

  /** Adds a listener for the entries to come. */
  public void listen(TraceListener listener) {
    listeners.add(listener);
  }

  /** Takes a listener off. */
  public void forget(TraceListener listener) {
    listeners.remove(listener);
  }

  /** Adds an event to the trace. */
  public synchronized void add(TraceEvent event) {
    TraceEntry entry = new TraceEntry(++sequence, clock.now(), event);
    for (TraceListener listener : listeners) {
      try {
        listener.entry(entry);
      } catch (RuntimeException e) {
        LOG.warn("A trace listener failed", e);
      }
    }
  }
}
