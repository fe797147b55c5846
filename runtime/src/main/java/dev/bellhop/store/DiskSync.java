package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
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
  private final Path file;
  private final FileSync sync;
  private final FileChannel log;
  private final Thread thread;

  /** What all who ask now share, or null where nobody has asked since the last one began. */
  private @Nullable CompletableFuture<Void> next;

  private boolean closed;

  DiskSync(Path log, FileSync sync) throws IOException {
    this.file = log;
    this.sync = sync;
    this.log = FileChannel.open(log, StandardOpenOption.WRITE);
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
    try {
      sync.sync(file, log);
      return null;
    } catch (IOException e) {
      return e;
    }
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
