package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a log to the disk itself, for many requests at once: whoever asks while one
 * synchronization runs shares the next.
 *
 * <p>The log may be SQLite's: with {@code synchronous = NORMAL} a commit appends to the log and
 * does not sync it; a checkpoint syncs log and database in the right order. So the commits are safe
 * from power cuts as soon as the log file is synced, by whatever descriptor. SQLite keeps its POSIX
 * locks on the database and on the {@code -shm} file, never on the log, so that closing this
 * descriptor drops no lock.
 */
final class DiskSync implements AutoCloseable {
  /** A thread that waits for no longer would hardly have been woken in less. */
  private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(1);

  /** How many syncs ago one counts for a third of what it did. */
  private static final int MEMORY = 8;

  private final Path file;
  private final FileSync sync;
  private final LongSupplier nanoTime;

  /** Of this kind because an interrupt of a thread that waits for its disk does not close it. */
  private final AsynchronousFileChannel log;

  private final Thread thread;

  /** How many nanoseconds one takes; two at a time may overlook each other. */
  private volatile long usual = MEMORY * QUICK;

  /** What all who ask now share, or null where nobody has asked since the last one began. */
  private @Nullable CompletableFuture<Void> next;

  private boolean closed;

  DiskSync(Path log, FileSync sync, LongSupplier nanoTime) throws IOException {
    this.file = log;
    this.sync = sync;
    this.nanoTime = nanoTime;
    this.log = AsynchronousFileChannel.open(log, StandardOpenOption.WRITE);
    this.thread = Thread.ofPlatform().name("bellhop-sync").daemon().start(this::run);
  }

  /** Completes on the sync thread when all that was written to the log so far is on the disk. */
  synchronized CompletableFuture<Void> sync() {
    if (closed) {
      return CompletableFuture.failedFuture(new StoreException(Kind.IO, Failures.CLOSED, null));
    }
    CompletableFuture<Void> request = next;
    if (request == null) {
      request = new CompletableFuture<>();
      next = request;
      notifyAll();
    }
    return request;
  }

  /** As {@link #sync}, on the caller's thread; null where the disk has not been quick lately. */
  @Nullable CompletableFuture<Void> syncHere() {
    if (usual > QUICK) {
      return null;
    }
    IOException failure = force();
    return failure == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(Failures.of("write to the disk", failure));
  }

  /** Waits for a request; null where there will be none any more. */
  private synchronized @Nullable CompletableFuture<Void> take() throws InterruptedException {
    while (next == null && !closed) {
      wait();
    }
    CompletableFuture<Void> request = next;
    next = null;
    return request;
  }

  private void run() {
    try {
      for (var request = take(); request != null; request = take()) {
        IOException failure = force();
        if (failure == null) {
          request.complete(null);
        } else {
          request.completeExceptionally(Failures.of("write to the disk", failure));
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private @Nullable IOException force() {
    long begun = nanoTime.getAsLong();
    try {
      sync.sync(file, log::force);
    } catch (IOException e) {
      return e;
    }
    usual += (nanoTime.getAsLong() - begun - usual) / MEMORY;
    return null;
  }

  /** Serves what was asked for and ends. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
