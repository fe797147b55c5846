package dev.bellhop.net.fault;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a body and some bytes that do not belong to it. */
final class ExcessReader implements BodyReader {
  private final BodyReader reader;
  private final int excess;
  private boolean sent;

  ExcessReader(BodyReader reader, int excess) {
    this.reader = reader;
    this.excess = excess;
  }

  @Override
  public CompletableFuture<@Nullable Chunk> read() {
    return sent
        ? CompletableFuture.completedFuture(null)
        : reader.read().thenApply(chunk -> chunk == null ? surplus() : chunk);
  }

  private Chunk surplus() {
    sent = true;
    return Chunk.of(new byte[excess]);
  }

  @Override
  public void close() {
    reader.close();
  }
}
