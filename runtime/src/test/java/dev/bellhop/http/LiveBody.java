package dev.bellhop.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A body that comes when the test says so. Counts reads, and knows whether it was closed. */
public final class LiveBody extends OneTimeBody {
  private final Deque<CompletableFuture<@Nullable Chunk>> arrived = new ArrayDeque<>();
  private final Deque<CompletableFuture<@Nullable Chunk>> waiting = new ArrayDeque<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private int reads;

  /** Lets a chunk arrive. */
  public LiveBody chunk(String text) {
    return chunk(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lets a chunk arrive. */
  public LiveBody chunk(byte[] bytes) {
    return arrive(CompletableFuture.completedFuture(Chunk.of(bytes)));
  }

  /** Ends the body. */
  public LiveBody end() {
    return arrive(CompletableFuture.completedFuture(null));
  }

  /** Ends the body before its end. */
  public LiveBody fail(Throwable failure) {
    return arrive(CompletableFuture.failedFuture(failure));
  }

  /** How often it was read. */
  public synchronized int reads() {
    return reads;
  }

  /** Completes when the reader is closed. */
  public CompletableFuture<Void> closed() {
    return closed;
  }

  @Override
  protected BodyReader begin() {
    return new BodyReader() {
      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        return next();
      }

      @Override
      public void close() {
        closed.complete(null);
      }
    };
  }

  private synchronized CompletableFuture<@Nullable Chunk> next() {
    reads++;
    CompletableFuture<@Nullable Chunk> ready = arrived.poll();
    if (ready != null) {
      return ready;
    }
    var later = new CompletableFuture<@Nullable Chunk>();
    waiting.add(later);
    return later;
  }

  private LiveBody arrive(CompletableFuture<@Nullable Chunk> item) {
    CompletableFuture<@Nullable Chunk> reader;
    synchronized (this) {
      reader = waiting.poll();
      if (reader == null) {
        arrived.add(item);
        return this;
      }
    }
    item.whenComplete(
        (chunk, failure) -> {
          if (failure != null) {
            reader.completeExceptionally(failure);
          } else {
            reader.complete(chunk);
          }
        });
    return this;
  }
}
