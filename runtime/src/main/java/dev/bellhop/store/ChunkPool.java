package dev.bellhop.store;

import dev.bellhop.http.Chunk;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A few direct buffers for reading files, used again and again. Safe from any thread. */
final class ChunkPool {
  /** So much that what a script does for each costs little beside copying it. */
  static final int CHUNK = 2 << 20;

  private static final int KEPT = 6;

  private final ArrayBlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

  ByteBuffer take() {
    @Nullable ByteBuffer buffer = free.poll();
    return buffer == null ? ReadBuffer.allocate(CHUNK) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    free.offer(buffer);
  }

  /**
   * A chunk of what a buffer holds between position and limit; closing it gives the buffer back.
   */
  Chunk chunk(ByteBuffer buffer) {
    ByteBuffer bytes = buffer.asReadOnlyBuffer();
    var closed = new AtomicBoolean();
    return new Chunk() {
      @Override
      public ByteBuffer bytes() {
        return bytes;
      }

      @Override
      public void close() {
        if (closed.compareAndSet(false, true)) {
          giveBack(buffer);
        }
      }
    };
  }
}
