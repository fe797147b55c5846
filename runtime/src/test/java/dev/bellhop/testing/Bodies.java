package dev.bellhop.testing;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads bodies in tests, waiting for what comes. */
public final class Bodies {
  private Bodies() {}

  /** All bytes; fails as the body does. */
  public static byte[] readAll(Body body) throws Exception {
    var all = new ByteArrayOutputStream();
    try (BodyReader reader = body.open()) {
      for (byte[] piece = next(reader); piece != null; piece = next(reader)) {
        all.writeBytes(piece);
      }
    }
    return all.toByteArray();
  }

  /** The next piece, or null at the end. */
  public static byte @Nullable [] next(BodyReader reader) throws Exception {
    try (Chunk chunk = await(reader.read())) {
      if (chunk == null) {
        return null;
      }
      byte[] piece = new byte[chunk.bytes().remaining()];
      chunk.bytes().get(piece);
      return piece;
    }
  }

  /** What the future brings, within 30 seconds; throws what it fails with. */
  public static <T extends @Nullable Object> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
