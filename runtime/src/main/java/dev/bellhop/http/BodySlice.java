package dev.bellhop.http;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A range of a replayable body.
 *
 * @param body the whole
 * @param start the first byte's offset
 * @param size how many bytes; start and size stay within the whole
 */
public record BodySlice(Body body, long start, long size) implements Body {
  @Override
  public OptionalLong length() {
    return OptionalLong.of(size);
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    BodyReader reader = body.open();
    return new BodyReader() {
      private long toSkip = start;
      private long left = size;

      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        if (left == 0) {
          return CompletableFuture.completedFuture(null);
        }
        return reader.read().thenCompose(this::cut);
      }

      private CompletableFuture<@Nullable Chunk> cut(@Nullable Chunk chunk) {
        if (chunk == null) {
          return CompletableFuture.failedFuture(
              new BodyException("the body ended before the range that was asked for", null));
        }
        ByteBuffer bytes = chunk.bytes();
        int skipped = (int) Math.min(toSkip, bytes.remaining());
        toSkip -= skipped;
        int count = (int) Math.min(left, bytes.remaining() - skipped);
        if (count == 0) {
          chunk.close();
          return read();
        }
        left -= count;
        ByteBuffer part = bytes.slice(bytes.position() + skipped, count);
        return CompletableFuture.completedFuture(new ChunkPart(chunk, part));
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
