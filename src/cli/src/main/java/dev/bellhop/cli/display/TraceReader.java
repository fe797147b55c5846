package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;

/** Makes something of the trace. Called by one thread at a time; unlike a listener it may block. */
public interface TraceReader {
  /** The next entry. */
  void entry(TraceEntry entry);

  /** No more entries will come. */
  void end();
}
