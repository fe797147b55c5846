package dev.bellhop.net;

import dev.bellhop.http.Chunk;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A piece of a network buffer, given back on closing. */
final class NettyChunk implements Chunk {
  private final ByteBuf buffer;
  private final ByteBuffer bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over the reference to the buffer. */
  NettyChunk(ByteBuf buffer) {
    this.buffer = buffer;
    this.bytes = buffer.nioBuffer();
  }

  @Override
  public ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      buffer.release();
    }
  }
}
