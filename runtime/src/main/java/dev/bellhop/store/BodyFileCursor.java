package dev.bellhop.store;

import dev.bellhop.http.BodyException;
import dev.bellhop.http.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads a body's file chunk by chunk. Blocks, so it is for the store's own threads. */
final class BodyFileCursor {
  private final BodyFiles files;
  private final ChunkPool pool;
  private final long id;
  private @Nullable FileChannel channel;
  private boolean closed;

  BodyFileCursor(BodyFiles files, ChunkPool pool, long id) {
    this.files = files;
    this.pool = pool;
    this.id = id;
  }

  /**
   * The bytes from a position up to a chunk's size or the limit, of which there is at least one.
   */
  Chunk read(long position, long limit) throws BodyException {
    ByteBuffer buffer = pool.take();
    buffer.limit((int) Math.min(ChunkPool.CHUNK, limit - position));
    try {
      FileChannel open = channel();
      while (buffer.hasRemaining()) {
        if (open.read(buffer, position + buffer.position()) < 0) {
          throw new BodyException(
              "A stored body is damaged: its file ends before the body does.", null);
        }
      }
    } catch (IOException e) {
      pool.giveBack(buffer);
      // Scripts get this message, so it names no path.
      throw e instanceof BodyException own
          ? own
          : new BodyException("A stored body cannot be read.", e);
    }
    return pool.chunk(buffer.flip());
  }

  private synchronized FileChannel channel() throws IOException {
    if (closed) {
      throw new BodyException("The reader was closed.", null);
    }
    FileChannel open = channel;
    if (open == null) {
      open = files.openToRead(id);
      channel = open;
    }
    return open;
  }

  synchronized void close() {
    closed = true;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
