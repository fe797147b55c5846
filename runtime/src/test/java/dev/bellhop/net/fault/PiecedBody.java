package dev.bellhop.net.fault;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A body that comes in these pieces. */
record PiecedBody(List<String> pieces) implements Body {
  @Override
  public OptionalLong length() {
    return OptionalLong.empty();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    Iterator<String> left = pieces.iterator();
    return new BodyReader() {
      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        return CompletableFuture.completedFuture(
            left.hasNext() ? Chunk.of(left.next().getBytes(StandardCharsets.UTF_8)) : null);
      }

      @Override
      public void close() {}
    };
  }
}
