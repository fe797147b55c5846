package dev.bellhop.store;

import dev.bellhop.http.Chunk;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The bytes of a body that is too small for a file. Guarded by the writer's lock. */
final class SmallBytes {
  private byte[] bytes;
  private int length;

  /** Takes the array over. */
  SmallBytes(byte[] bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  boolean hasRoomFor(int more) {
    return length + more <= StoreOptions.SMALL_BODY;
  }

  /** Copies chunks, which have room, and closes them. */
  void add(List<Chunk> chunks, int size) {
    if (bytes.length < length + size) {
      int room = Math.min(StoreOptions.SMALL_BODY, Math.max(2 * length, length + size));
      bytes = Arrays.copyOf(bytes, room);
    }
    for (Chunk chunk : chunks) {
      int part = chunk.bytes().remaining();
      chunk.bytes().duplicate().get(bytes, length, part);
      length += part;
      chunk.close();
    }
  }

  void clear() {
    length = 0;
  }

  /** A copy of all from a position. */
  byte[] from(int position) {
    return Arrays.copyOfRange(bytes, position, length);
  }

  /** All of them, not copied. */
  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, length);
  }
}
