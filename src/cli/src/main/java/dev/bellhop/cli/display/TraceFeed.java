package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes the trace from Bellhop's threads, which must not block, to readers that write to terminals,
 * pipes and files. Safe from any thread.
 */
public final class TraceFeed implements TraceListener, AutoCloseable {
  /**
   * Whoever adds an entry to an empty queue wakes this thread, which costs more than the entry.
   * While the thread rests many come, of which one wakes it.
   */
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(10);

  private final List<TraceReader> readers;
  private final BlockingQueue<Optional<TraceEntry>> queue = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  /** Starts to feed these readers, each entry to one after the other. */
  public TraceFeed(List<TraceReader> readers) {
    this.readers = List.copyOf(readers);
    thread = Thread.ofPlatform().daemon().name("bellhop-display").start(this::feed);
  }

  @Override
  public void entry(TraceEntry entry) {
    queue.add(Optional.of(entry));
  }

  /** Waits until the readers have seen every entry, and ends them. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // The one ends the wait for an entry, the other the rest.
      queue.add(Optional.empty());
      LockSupport.unpark(thread);
    }
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void feed() {
    List<Optional<TraceEntry>> some = new ArrayList<>();
    try {
      while (!closed.get() || !queue.isEmpty()) {
        some.add(queue.take());
        queue.drainTo(some);
        for (Optional<TraceEntry> next : some) {
          next.ifPresent(entry -> readers.forEach(reader -> reader.entry(entry)));
        }
        some.clear();
        if (queue.isEmpty()) {
          readers.forEach(TraceReader::paused);
        }
        LockSupport.parkNanos(REST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      readers.forEach(TraceReader::end);
    }
  }
}
