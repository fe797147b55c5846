package dev.bellhop.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads a body chunk by chunk. */
public final class BodyChunks {
  private BodyChunks() {}

  /**
   * Hands every chunk to the consumer, the next one when the consumer's future has completed, and
   * closes the reader at the end or at the first failure. The consumer closes the chunks.
   */
  public static CompletableFuture<Void> forEach(
      BodyReader reader, Function<Chunk, CompletableFuture<Void>> consumer) {
    var result = new CompletableFuture<Void>();
    step(reader, consumer, result);
    return result.whenComplete((end, failure) -> reader.close());
  }

  /**
   * A body in memory, read to its end.
   *
   * @param longest the most bytes that it may have; fails with what {@code tooLong} gives where it
   *     has more
   */
  public static CompletableFuture<byte[]> readAll(
      Body body, int longest, Supplier<? extends RuntimeException> tooLong) {
    var bytes = new ByteArrayOutputStream();
    return forEach(
            body.open(),
            chunk -> {
              bytes.writeBytes(copy(chunk));
              return bytes.size() > longest
                  ? CompletableFuture.failedFuture(tooLong.get())
                  : CompletableFuture.completedFuture(null);
            })
        .thenApply(end -> bytes.toByteArray());
  }

  /** The chunk's bytes in an array of their own; closes the chunk. */
  public static byte[] copy(Chunk chunk) {
    try (chunk) {
      byte[] bytes = new byte[chunk.bytes().remaining()];
      chunk.bytes().get(bytes);
      return bytes;
    }
  }

  // A loop while chunks are at hand, a callback where one is awaited: the stack does not grow with
  // the body.
  private static void step(
      BodyReader reader,
      Function<Chunk, CompletableFuture<Void>> consumer,
      CompletableFuture<Void> result) {
    try {
      while (true) {
        CompletableFuture<Boolean> more =
            reader
                .read()
                .thenCompose(
                    chunk ->
                        chunk == null
                            ? CompletableFuture.completedFuture(false)
                            : consumer.apply(chunk).thenApply(done -> true));
        if (!more.isDone() || more.isCompletedExceptionally()) {
          more.whenComplete(
              (goOn, failure) -> {
                if (failure != null) {
                  result.completeExceptionally(failure);
                } else if (goOn) {
                  step(reader, consumer, result);
                } else {
                  result.complete(null);
                }
              });
          return;
        }
        if (!more.join()) {
          result.complete(null);
          return;
        }
      }
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
