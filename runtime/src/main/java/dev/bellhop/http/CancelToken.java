package dev.bellhop.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells work in flight that nobody wants it any more. Safe from any thread; cancelled at most once.
 */
public final class CancelToken {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  /** Cancels, and runs what was registered, on this thread. Does nothing the second time. */
  public void cancel() {
    List<Runnable> toRun;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(listeners);
      listeners.clear();
    }
    toRun.forEach(Runnable::run);
  }

  /** Whether {@link #cancel()} was called. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs this on cancellation, or now where that has already happened. */
  public void onCancel(Runnable listener) {
    synchronized (this) {
      if (!cancelled) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }
}
