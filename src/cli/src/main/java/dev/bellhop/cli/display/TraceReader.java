package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;

/** Makes something of the trace. Called by one thread at a time; unlike a listener it may block. */
public interface TraceReader {
  /** The next entry. */
  void entry(TraceEntry entry);

  /** No entry is waiting now: what was made of them so far is to be seen. */
  default void paused() {}

  /** No more entries will come. */
  void end();
}
