package dev.bellhop;

/**
 * Receives the trace: entries in order, one at a time, on a thread of Bellhop's. Must not block.
 */
@FunctionalInterface
public interface TraceListener {
  /** Called once for each entry. What it throws is logged and otherwise ignored. */
  void entry(TraceEntry entry);
}
