package dev.bellhop.conformance.mdn;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what the trace tells while it is asked to. Safe from any thread. */
final class Witness implements TraceListener {
  private final List<TraceEvent> events = new ArrayList<>();
  private boolean isListening;
  private long lastAt = System.nanoTime();

  @Override
  public synchronized void entry(TraceEntry entry) {
    lastAt = System.nanoTime();
    if (isListening) {
      events.add(entry.event());
    }
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

  /**
   * Waits until nothing has happened for a while: a worker may go on with what no event waits for.
   *
   * @param quiet how many milliseconds that is
   * @param longest how many milliseconds to wait at most
   */
  synchronized void awaitQuiet(long quiet, long longest) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longest);
    while (true) {
      long now = System.nanoTime();
      long left =
          Math.min(lastAt + TimeUnit.MILLISECONDS.toNanos(quiet), end) - now;
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
