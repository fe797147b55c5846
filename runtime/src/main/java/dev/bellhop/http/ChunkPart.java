package dev.bellhop.http;

import java.nio.ByteBuffer;

/**
 * Some of a chunk's bytes; closing it closes the whole.
 *
 * @param whole the chunk that they are of
 * @param bytes the bytes, a view of the whole's
 */
public record ChunkPart(Chunk whole, ByteBuffer bytes) implements Chunk {
  @Override
  public void close() {
    whole.close();
  }
}
