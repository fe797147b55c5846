package dev.bellhop.http;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A body in memory. */
public final class BytesBody implements Body {
  private final byte[] bytes;

  private BytesBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A body of these bytes, which nobody may change any more. */
  public static BytesBody of(byte[] bytes) {
    return new BytesBody(bytes);
  }

  /** A body of this text in UTF-8. */
  public static BytesBody of(String text) {
    return new BytesBody(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public byte[] inMemory() {
    return bytes;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(bytes.length);
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    return new BodyReader() {
      private boolean ended = bytes.length == 0;

      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        if (ended) {
          return CompletableFuture.completedFuture(null);
        }
        ended = true;
        return CompletableFuture.completedFuture(Chunk.of(bytes));
      }

      @Override
      public void close() {
        ended = true;
      }
    };
  }
}
