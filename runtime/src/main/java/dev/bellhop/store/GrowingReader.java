package dev.bellhop.store;

import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Follows a body that is being written. Its state is guarded by the writer's lock. */
final class GrowingReader implements BodyReader {
  /** What a reader at some position can have now. */
  sealed interface Available {
    record Nothing() implements Available {}

    record End() implements Available {}

    record Failed(Throwable why) implements Available {}

    record Bytes(byte[] bytes) implements Available {}

    record InFile(long limit) implements Available {}
  }

  private final BodyWriter writer;
  private final BodyFileCursor cursor;
  private final int generation;
  private long position;
  private boolean closed;
  private @Nullable CompletableFuture<@Nullable Chunk> waiting;

  GrowingReader(BodyWriter writer, BodyFileCursor cursor, int generation) {
    this.writer = writer;
    this.cursor = cursor;
    this.generation = generation;
  }

  @Override
  public CompletableFuture<@Nullable Chunk> read() {
    var future = new CompletableFuture<@Nullable Chunk>();
    synchronized (writer) {
      if (waiting != null) {
        throw new IllegalStateException("the last read has not ended");
      }
      waiting = future;
    }
    advance();
    return future;
  }

  /** Serves the waiting read, if there is one and something to serve it with. */
  void advance() {
    CompletableFuture<@Nullable Chunk> read;
    Available available;
    long from;
    synchronized (writer) {
      read = waiting;
      if (read == null) {
        return;
      }
      from = position;
      available =
          closed
              ? new Available.Failed(new BodyException("The reader was closed.", null))
              : writer.available(generation, position);
      if (available instanceof Available.Nothing) {
        writer.follow(this);
        return;
      }
      waiting = null;
    }
    switch (available) {
      case Available.Nothing nothing -> throw new AssertionError(nothing);
      case Available.End end -> {
        cursor.close();
        read.complete(null);
      }
      case Available.Failed failed -> {
        cursor.close();
        read.completeExceptionally(failed.why());
      }
      case Available.Bytes bytes -> {
        moveOn(bytes.bytes().length);
        read.complete(Chunk.of(bytes.bytes()));
      }
      case Available.InFile inFile ->
          writer.io().execute(() -> readFile(read, from, inFile.limit()));
    }
  }

  private void readFile(CompletableFuture<@Nullable Chunk> read, long from, long limit) {
    Chunk chunk;
    try {
      chunk = cursor.read(from, limit);
    } catch (BodyException e) {
      read.completeExceptionally(whyGone(from, e));
      return;
    }
    moveOn(chunk.bytes().remaining());
    read.complete(chunk);
  }

  /** The file may have been removed while it was read: then what ended the body is the reason. */
  private Throwable whyGone(long from, BodyException unreadable) {
    synchronized (writer) {
      return writer.available(generation, from) instanceof Available.Failed failed
          ? failed.why()
          : unreadable;
    }
  }

  private void moveOn(int bytes) {
    synchronized (writer) {
      position += bytes;
    }
  }

  @Override
  public void close() {
    synchronized (writer) {
      closed = true;
      writer.unfollow(this);
    }
    cursor.close();
    advance();
  }
}
