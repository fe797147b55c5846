package dev.bellhop.net;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response between the connection that brings them and whoever reads them. The
 * connection adds on its event loop; the reader may be on any thread. When more than the window
 * waits here, {@link #isFull()} asks the connection to stop, until half of it has been read.
 */
final class ReadAheadQueue implements BodyReader {
  /** What the queue wants of its connection. Called without locks held. */
  interface Source {
    /** There is room again. */
    void resume();

    /** Nobody will read the rest. */
    void abandon();
  }

  /** Pieces smaller than this are copied together; a copy costs less than handing one on. */
  private static final int SMALL = 16 * 1024;

  private static final int TOGETHER = 64 * 1024;

  private final ArrayDeque<ByteBuf> queue = new ArrayDeque<>();
  private final int window;
  private final Source source;
  private @Nullable ByteBuf gathering;
  private long queued;
  private boolean full;
  private boolean ended;
  private boolean closed;
  private @Nullable TransportException failure;
  private @Nullable CompletableFuture<@Nullable Chunk> reading;

  ReadAheadQueue(int window, Source source) {
    this.window = window;
    this.source = source;
  }

  /** Takes over a piece. A reader that waits gets it now or with {@link #flush()}. */
  void add(ByteBuf piece, ByteBufAllocator allocator) {
    boolean deliver;
    synchronized (this) {
      int length = piece.readableBytes();
      if (closed || failure != null || length == 0) {
        piece.release();
        return;
      }
      if (length >= SMALL) {
        gathering = null;
        queue.add(piece);
      } else {
        try {
          gather(piece, length, allocator);
        } finally {
          piece.release();
        }
      }
      queued += length;
      full |= queued >= window;
      deliver = reading != null && queued >= SMALL;
    }
    if (deliver) {
      flush();
    }
  }

  private void gather(ByteBuf piece, int length, ByteBufAllocator allocator) {
    ByteBuf target = gathering;
    if (target == null || target.maxWritableBytes() < length) {
      target = allocator.directBuffer(Math.max(length, 1024), TOGETHER);
      gathering = target;
      queue.add(target);
    }
    target.writeBytes(piece);
  }

  /** Hands what is there to a reader that waits. */
  void flush() {
    CompletableFuture<@Nullable Chunk> waiting;
    Chunk chunk;
    synchronized (this) {
      if (reading == null || queue.isEmpty()) {
        return;
      }
      waiting = reading;
      reading = null;
      chunk = take();
    }
    if (!waiting.complete(chunk)) {
      chunk.close();
    }
  }

  /** No more will come: all is here. */
  void end() {
    flush();
    CompletableFuture<@Nullable Chunk> waiting;
    synchronized (this) {
      ended = true;
      waiting = reading;
      reading = null;
    }
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** No more will come, though it should. What has come before can still be read. */
  void fail(TransportException why) {
    flush();
    CompletableFuture<@Nullable Chunk> waiting;
    synchronized (this) {
      if (ended || failure != null) {
        return;
      }
      failure = why;
      waiting = reading;
      reading = null;
    }
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
  }

  /** The caller cancelled: what has come is dropped, too. */
  void cancel(TransportException why) {
    CompletableFuture<@Nullable Chunk> waiting;
    synchronized (this) {
      failure = why;
      release();
      waiting = reading;
      reading = null;
    }
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
  }

  /** Whether the connection should stop reading. */
  synchronized boolean isFull() {
    return full && !closed && failure == null;
  }

  @Override
  public CompletableFuture<@Nullable Chunk> read() {
    Chunk chunk;
    boolean resume;
    synchronized (this) {
      if (closed || reading != null) {
        throw new IllegalStateException(
            closed ? "the body was closed" : "a read of the body is under way");
      }
      if (queue.isEmpty()) {
        if (failure != null) {
          return CompletableFuture.failedFuture(failure);
        }
        if (ended) {
          return CompletableFuture.completedFuture(null);
        }
        reading = new CompletableFuture<>();
        return reading;
      }
      chunk = take();
      resume = full && queued <= window / 2;
      full &= !resume;
    }
    if (resume) {
      source.resume();
    }
    return CompletableFuture.completedFuture(chunk);
  }

  private Chunk take() {
    ByteBuf piece = queue.remove();
    if (piece == gathering) {
      gathering = null;
    }
    queued -= piece.readableBytes();
    return new NettyChunk(piece);
  }

  @Override
  public void close() {
    boolean abandon;
    CompletableFuture<@Nullable Chunk> waiting;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      abandon = !ended && failure == null;
      release();
      waiting = reading;
      reading = null;
    }
    if (abandon) {
      source.abandon();
    }
    if (waiting != null) {
      waiting.completeExceptionally(
          new TransportException(
              TransportException.Kind.CANCELLED, "the body was closed while it was read", null));
    }
  }

  private void release() {
    gathering = null;
    queue.forEach(ByteBuf::release);
    queue.clear();
    queued = 0;
  }
}
