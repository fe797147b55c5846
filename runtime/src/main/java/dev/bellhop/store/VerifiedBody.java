package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A stored body whose checksum is computed as it is read.
 *
 * @param hash what it is to be
 */
record VerifiedBody(Body stored, long hash) implements Body {
  @Override
  public OptionalLong length() {
    return stored.length();
  }

  @Override
  public boolean replayable() {
    return stored.replayable();
  }

  @Override
  public BodyReader open() {
    return new Reader(stored.open());
  }

  private final class Reader implements BodyReader {
    private final BodyReader bytes;
    private final BodyHash found = new BodyHash();

    private Reader(BodyReader bytes) {
      this.bytes = bytes;
    }

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      return bytes.read().thenApply(this::look);
    }

    private @Nullable Chunk look(@Nullable Chunk chunk) {
      if (chunk != null) {
        found.update(chunk.bytes());
      } else if (found.value() != hash) {
        throw new CompletionException(
            new BodyException(
                "A stored body is damaged: " + BodyInspection.OTHER_BYTES + ".", null));
      }
      return chunk;
    }

    @Override
    public void close() {
      bytes.close();
    }
  }
}
