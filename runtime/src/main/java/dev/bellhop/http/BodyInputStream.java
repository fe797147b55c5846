package dev.bellhop.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A body as those read it who may block. */
public final class BodyInputStream extends InputStream {
  private final BodyReader reader;
  private @Nullable Chunk chunk;
  private boolean ended;

  private BodyInputStream(BodyReader reader) {
    this.reader = reader;
  }

  /** The bytes of a body; a null body has none. */
  public static InputStream of(@Nullable Body body) {
    return body == null ? InputStream.nullInputStream() : of(body.open());
  }

  /** The bytes that a reader has not read yet; closing the stream closes the reader. */
  public static InputStream of(BodyReader reader) {
    return new BodyInputStream(reader);
  }

  @Override
  public int read() throws IOException {
    Chunk current = current();
    return current == null ? -1 : current.bytes().get() & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    Chunk current = current();
    if (current == null) {
      return -1;
    }
    int count = Math.min(length, current.bytes().remaining());
    current.bytes().get(into, offset, count);
    return count;
  }

  /** A chunk with bytes left, or null at the end. */
  private @Nullable Chunk current() throws IOException {
    Chunk current = chunk;
    if (current != null && current.bytes().hasRemaining()) {
      return current;
    }
    release();
    if (ended) {
      return null;
    }
    try {
      chunk = reader.read().join();
    } catch (CompletionException e) {
      throw new IOException(Causes.of(e).getMessage(), e);
    }
    ended = chunk == null;
    return chunk;
  }

  private void release() {
    if (chunk != null) {
      chunk.close();
      chunk = null;
    }
  }

  @Override
  public void close() {
    release();
    ended = true;
    reader.close();
  }
}
