package dev.bellhop.cli.control;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands the trace of a host to listeners that come and go. Safe from any thread. */
public final class TraceHub implements TraceListener {
  private final List<TraceListener> listeners = new CopyOnWriteArrayList<>();

  /** Adds a listener for the entries to come. */
  public void add(TraceListener listener) {
    listeners.add(listener);
  }

  /** Takes a listener off. */
  public void remove(TraceListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void entry(TraceEntry entry) {
    listeners.forEach(listener -> listener.entry(entry));
  }
}
