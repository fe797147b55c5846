package dev.bellhop.cache;

import dev.bellhop.TraceEvent;
import java.time.Duration;

/** Counts what a long work gets through, and tells the trace of it once a second. */
final class LongWork {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final CacheStorage storage;
  private final String name;
  private final String work;
  private long told;
  private int entries;
  private long bytes;

  /** Begins the work of this name on a cache. */
  LongWork(CacheStorage storage, String name, String work) {
    this.storage = storage;
    this.name = name;
    this.work = work;
    told = storage.clock().nanoTime();
  }

  /** One more entry is done, with a body of so many bytes. */
  void done(long length) {
    entries++;
    bytes += length;
    long now = storage.clock().nanoTime();
    if (now - told >= PAUSE) {
      told = now;
      storage.report(new TraceEvent.CacheWorkProgress(name, work, entries, bytes));
    }
  }

  int entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }
}
