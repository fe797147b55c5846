package dev.bellhop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings a log to the disk itself, for many requests at once: whoever asks while one
 * synchronization runs shares the next. Where several have shared one, as many are likely to come
 * again, and are waited for as long as another synchronization would take.
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
  private final LinkedBlockingQueue<CompletableFuture<Void>> requests = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread thread;

  DiskSync(Path log, FileSync sync) throws IOException {
    this.file = log;
    this.sync = sync;
    this.log = FileChannel.open(log, StandardOpenOption.WRITE);
    this.thread = Thread.ofPlatform().name("bellhop-sync").daemon().start(this::run);
  }

  /** Completes on the sync thread when all that was written to the log so far is on the disk. */
  CompletableFuture<Void> sync() {
    var request = new CompletableFuture<Void>();
    requests.add(request);
    return request;
  }

  private void run() {
    List<CompletableFuture<Void>> group = new ArrayList<>();
    int likely = 1;
    long lasted = 0;
    while (!group.contains(end)) {
      group.clear();
      try {
        gather(group, likely, lasted);
      } catch (InterruptedException e) {
        return;
      }
      likely = group.size();
      long begun = System.nanoTime();
      IOException failure = force();
      lasted = System.nanoTime() - begun;
      for (var request : group) {
        if (failure == null) {
          request.complete(null);
        } else {
          request.completeExceptionally(Failures.of("write to the disk", failure));
        }
      }
    }
  }

  private void gather(List<CompletableFuture<Void>> group, int likely, long patience)
      throws InterruptedException {
    group.add(requests.take());
    requests.drainTo(group);
    long until = System.nanoTime() + patience;
    while (group.size() < likely && !group.contains(end)) {
      CompletableFuture<Void> next = requests.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      group.add(next);
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
    requests.add(end);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
