package dev.bellhop.net.fault;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.ChunkPart;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a number of bytes; what comes then, where there are more, is given. */
final class CutReader implements BodyReader {
  /** The body just ends. */
  static final Supplier<CompletableFuture<@Nullable Chunk>> CLEAN =
      () -> CompletableFuture.completedFuture(null);

  /** A body that is shorter ends as it does. */
  static final LongFunction<CompletableFuture<@Nullable Chunk>> WHOLE =
      count -> CompletableFuture.completedFuture(null);

  private final BodyReader reader;
  private final long limit;
  private final Supplier<CompletableFuture<@Nullable Chunk>> beyond;
  private final LongFunction<CompletableFuture<@Nullable Chunk>> shorter;
  private long count;
  private boolean cut;
  private @Nullable CompletableFuture<@Nullable Chunk> end;

  /**
   * @param beyond the end of a body that has more than the limit
   * @param shorter the end of one that has less, by the number of bytes that it has
   */
  CutReader(
      BodyReader reader,
      long limit,
      Supplier<CompletableFuture<@Nullable Chunk>> beyond,
      LongFunction<CompletableFuture<@Nullable Chunk>> shorter) {
    this.reader = reader;
    this.limit = limit;
    this.beyond = beyond;
    this.shorter = shorter;
  }

  @Override
  public CompletableFuture<@Nullable Chunk> read() {
    CompletableFuture<@Nullable Chunk> ended = end;
    if (ended != null) {
      return ended;
    }
    return cut ? endBeyond() : reader.read().thenCompose(this::cut);
  }

  private CompletableFuture<@Nullable Chunk> cut(@Nullable Chunk chunk) {
    if (chunk == null) {
      return endWith(count < limit ? shorter.apply(count) : WHOLE.apply(count));
    }
    if (count == limit) {
      chunk.close();
      return endBeyond();
    }
    ByteBuffer bytes = chunk.bytes();
    int size = (int) Math.min(bytes.remaining(), limit - count);
    count += size;
    cut = size < bytes.remaining();
    return CompletableFuture.completedFuture(
        cut ? new ChunkPart(chunk, bytes.slice(bytes.position(), size)) : chunk);
  }

  private CompletableFuture<@Nullable Chunk> endBeyond() {
    reader.close();
    return endWith(beyond.get());
  }

  private CompletableFuture<@Nullable Chunk> endWith(CompletableFuture<@Nullable Chunk> last) {
    end = last;
    return last;
  }

  @Override
  public void close() {
    reader.close();
    CompletableFuture<@Nullable Chunk> ended = end;
    if (ended != null) {
      // A silence that nobody waits for any more.
      ended.cancel(false);
    }
  }
}
