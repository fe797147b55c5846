package dev.bellhop.net.fault;

import dev.bellhop.HostClock;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Bytes of several bodies, together no faster than a rate. Safe from any thread. */
final class Pace {
  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  private final HostClock clock;
  private final long bytesPerSecond;
  private long free;
  private boolean used;

  Pace(HostClock clock, long bytesPerSecond) {
    this.clock = clock;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** The reader, with its chunks as late as the rate wants. */
  BodyReader paced(BodyReader reader) {
    return new BodyReader() {
      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        return reader.read().thenCompose(Pace.this::late);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private CompletableFuture<@Nullable Chunk> late(@Nullable Chunk chunk) {
    if (chunk == null) {
      return CompletableFuture.completedFuture(null);
    }
    var due = new CompletableFuture<@Nullable Chunk>();
    clock.schedule(reserve(chunk.bytes().remaining()), () -> due.complete(chunk));
    return due;
  }

  /** How long from now until so many bytes have had their time. */
  private synchronized Duration reserve(int bytes) {
    long now = clock.nanoTime();
    long from = used ? Math.max(now, free) : now;
    used = true;
    free = from + Math.multiplyExact(bytes, NANOS) / bytesPerSecond;
    return Duration.ofNanos(free - now);
  }
}
