package dev.bellhop.http;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body from its first byte to its last. One read is outstanding at a time; the source may
 * read ahead, but only within a fixed window, so that a slow reader slows the network down.
 */
public interface BodyReader extends AutoCloseable {
  /**
   * The next chunk, or null at the end of the body. Completes exceptionally with a {@link
   * BodyException} where the body ends too early; every later read fails alike. The future may
   * complete on any thread: do not block in what depends on it.
   */
  CompletableFuture<@Nullable Chunk> read();

  /** Gives the body up: frees what it holds and, for a live body, ends its connection. */
  @Override
  void close();
}
