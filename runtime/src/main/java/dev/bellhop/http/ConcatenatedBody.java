package dev.bellhop.http;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Replayable bodies one after the other, as one. */
public final class ConcatenatedBody implements Body {
  private final List<Body> parts;
  private final long length;

  private ConcatenatedBody(List<Body> parts, long length) {
    this.parts = parts;
    this.length = length;
  }

  /**
   * The parts in their order.
   *
   * @throws IllegalArgumentException when a part is not replayable or of unknown length
   */
  public static Body of(List<Body> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    long length = 0;
    for (Body part : parts) {
      if (!part.replayable()) {
        throw new IllegalArgumentException("a part is not replayable");
      }
      length +=
          part.length()
              .orElseThrow(() -> new IllegalArgumentException("a part is of unknown length"));
    }
    return new ConcatenatedBody(List.copyOf(parts), length);
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    return new Reader();
  }

  private final class Reader implements BodyReader {
    private int next;
    private @Nullable BodyReader current;

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      BodyReader reader = current;
      if (reader == null) {
        if (next == parts.size()) {
          return CompletableFuture.completedFuture(null);
        }
        reader = parts.get(next++).open();
        current = reader;
      }
      return reader
          .read()
          .thenCompose(
              chunk -> {
                if (chunk != null) {
                  return CompletableFuture.completedFuture(chunk);
                }
                close();
                return read();
              });
    }

    @Override
    public void close() {
      BodyReader reader = current;
      current = null;
      if (reader != null) {
        reader.close();
      }
    }
  }
}
