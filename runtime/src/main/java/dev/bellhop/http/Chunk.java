package dev.bellhop.http;

import java.nio.ByteBuffer;

/**
 * A piece of a body. Whoever receives one closes it, once, on any thread; after that {@link
 * #bytes()} must not be read, for the memory may belong to a network buffer.
 */
public interface Chunk extends AutoCloseable {
  /** The bytes, between position and limit. Never empty. */
  ByteBuffer bytes();

  @Override
  void close();

  /** A chunk of heap memory that nobody else changes. Closing it does nothing. */
  static Chunk of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    return new Chunk() {
      @Override
      public ByteBuffer bytes() {
        return buffer;
      }

      @Override
      public void close() {}
    };
  }
}
