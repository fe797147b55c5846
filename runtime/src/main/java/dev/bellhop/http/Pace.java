package dev.bellhop.http;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of several bodies, together no faster than a rate. Bodies that are read at the same time
 * get the same number of bytes, whatever the size of their chunks. Safe from any thread.
 */
public final class Pace {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** So much time is made good that timers and readers have lost. */
  private static final long LATE = Duration.ofMillis(20).toNanos();

  private final HostClock clock;
  private final long bytesPerSecond;

  /** The bodies with a chunk that waits for its time. */
  private final Set<Lane> waiting = new LinkedHashSet<>();

  /** The one whose chunk has its time now, or null. */
  private @Nullable Lane turn;

  /** When the last chunk had had its time, and whether there was one. */
  private long free;

  private boolean used;

  /** How many bytes a body has had that was read all the time. */
  private long share;

  /** A pace of so many bytes a second, at least 1. */
  public Pace(HostClock clock, long bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("a pace needs at least one byte per second");
    }
    this.clock = clock;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** The body, read at this pace. */
  public Body paced(Body body) {
    return body.through(this::paced);
  }

  /** The reader, with its chunks as late as the pace wants. */
  public BodyReader paced(BodyReader reader) {
    return new Lane(reader);
  }

  /** Whether bytes wait for their time now. */
  public synchronized boolean holdsBack() {
    return turn != null;
  }

  private synchronized void queue(Lane lane, Chunk chunk) {
    lane.queue(chunk);
    waiting.add(lane);
    if (turn == null) {
      begin();
    }
  }

  /** Lets the chunk of the body that has had least have its time. */
  private void begin() {
    turn = waiting.stream().min(Comparator.comparingLong(lane -> lane.had)).orElse(null);
    Lane next = turn;
    if (next == null) {
      return;
    }
    waiting.remove(next);
    share = Math.max(share, next.had);
    long now = clock.nanoTime();
    long from = used ? Math.max(now - LATE, free) : now;
    used = true;
    free = from + Math.multiplyExact(next.size, SECOND) / bytesPerSecond;
    clock.schedule(Duration.ofNanos(Math.max(0, free - now)), () -> ended(next));
  }

  private void ended(Lane lane) {
    Runnable deliver = lane.ended();
    synchronized (this) {
      turn = null;
      begin();
    }
    deliver.run();
  }

  /** One body on its way. */
  private final class Lane implements BodyReader {
    private final BodyReader reader;

    /** The chunk that comes next, read while the one before has its time, or null. */
    private @Nullable CompletableFuture<@Nullable Chunk> ahead;

    /** Whether that one has had its time too, so that nothing is read before somebody takes it. */
    private boolean idle;

    private CompletableFuture<@Nullable Chunk> due = new CompletableFuture<>();
    private @Nullable Chunk chunk;
    private long size;

    /** How many bytes it has had; who comes later has had as many as the others. */
    private long had;

    private boolean closed;

    Lane(BodyReader reader) {
      this.reader = reader;
      synchronized (Pace.this) {
        had = share;
      }
    }

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      CompletableFuture<@Nullable Chunk> next;
      CompletableFuture<@Nullable Chunk> coming = null;
      synchronized (Pace.this) {
        if (ahead == null) {
          coming = coming();
          next = coming;
        } else {
          next = ahead;
          ahead = null;
          if (idle) {
            idle = false;
            coming = coming();
            ahead = coming;
          }
        }
      }
      readInto(coming);
      return next;
    }

    private CompletableFuture<@Nullable Chunk> coming() {
      due = new CompletableFuture<>();
      return due;
    }

    private void readInto(@Nullable CompletableFuture<@Nullable Chunk> coming) {
      if (coming == null) {
        return;
      }
      reader
          .read()
          .whenComplete(
              (next, failure) -> {
                if (failure != null) {
                  coming.completeExceptionally(failure);
                } else if (next == null) {
                  coming.complete(null);
                } else {
                  Pace.this.queue(this, next);
                }
              });
    }

    private void queue(Chunk next) {
      chunk = next;
      size = next.bytes().remaining();
      // Who was slow for a while may catch up, but not hold the others up for long.
      had = Math.max(had, share - bytesPerSecond);
    }

    /** Its chunk has had its time: reads on, so that it is there when the next turn is given. */
    Runnable ended() {
      Chunk delivered;
      CompletableFuture<@Nullable Chunk> reading;
      CompletableFuture<@Nullable Chunk> coming = null;
      synchronized (Pace.this) {
        had += size;
        delivered = chunk;
        chunk = null;
        reading = due;
        if (!closed) {
          // Whoever reads slower than the pace gets one chunk ahead, and no more.
          idle = ahead != null;
          if (!idle) {
            coming = coming();
            ahead = coming;
          }
        }
      }
      readInto(coming);
      if (isClosed()) {
        dropAhead();
      }
      return () -> reading.complete(delivered);
    }

    @Override
    public void close() {
      Chunk dropped = null;
      CompletableFuture<@Nullable Chunk> reading;
      synchronized (Pace.this) {
        closed = true;
        reading = due;
        if (waiting.remove(this)) {
          dropped = chunk;
          chunk = null;
        }
      }
      if (dropped != null) {
        dropped.close();
        reading.complete(null);
      }
      dropAhead();
      reader.close();
    }

    private boolean isClosed() {
      synchronized (Pace.this) {
        return closed;
      }
    }

    private void dropAhead() {
      CompletableFuture<@Nullable Chunk> unread;
      synchronized (Pace.this) {
        unread = ahead;
        ahead = null;
      }
      if (unread != null) {
        unread.thenAccept(
            left -> {
              if (left != null) {
                left.close();
              }
            });
      }
    }
  }
}
