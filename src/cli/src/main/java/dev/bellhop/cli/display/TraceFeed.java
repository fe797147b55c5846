package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the trace from Bellhop's threads, which must not block, to readers that write to terminals,
 * pipes and files. Safe from any thread.
 */
public final class TraceFeed implements TraceListener, AutoCloseable {
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
      queue.add(Optional.empty());
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
    try {
      Optional<TraceEntry> next = queue.take();
      while (next.isPresent()) {
        for (TraceReader reader : readers) {
          reader.entry(next.get());
        }
        next = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      readers.forEach(TraceReader::end);
    }
  }
}
