package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Bodies for tests: bytes that can be told apart, and reading to the end. */
final class Bodies {
  private Bodies() {}

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  static byte[] read(Body body) throws Exception {
    try (BodyReader reader = body.open()) {
      return readOn(reader);
    }
  }

  static byte[] readOn(BodyReader reader) throws Exception {
    var out = new ByteArrayOutputStream();
    while (true) {
      try (Chunk chunk = get(reader.read())) {
        if (chunk == null) {
          return out.toByteArray();
        }
        byte[] part = new byte[chunk.bytes().remaining()];
        chunk.bytes().get(part);
        out.write(part);
      }
    }
  }
}
