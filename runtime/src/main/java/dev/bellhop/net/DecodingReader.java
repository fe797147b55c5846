package dev.bellhop.net;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body with one content coding removed. It decodes only what is asked for, so data that
 * expands a thousandfold takes no more memory than other data.
 */
final class DecodingReader implements BodyReader {
  private static final int OUTPUT = 64 * 1024;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final BodyReader source;
  private final ContentDecoder decoder;
  private final String notDecodable;
  private final byte[] output = new byte[OUTPUT];
  private @Nullable Chunk input;
  private boolean anyInput;
  private boolean closed;
  private @Nullable TransportException failure;

  /**
   * @param notDecodable the sentence that says that the data is not in the coding
   */
  DecodingReader(BodyReader source, ContentDecoder decoder, String notDecodable) {
    this.source = source;
    this.decoder = decoder;
    this.notDecodable = notDecodable;
  }

  @Override
  public CompletableFuture<@Nullable Chunk> read() {
    while (true) {
      Chunk decoded;
      try {
        decoded = decode();
      } catch (TransportException e) {
        return CompletableFuture.failedFuture(e);
      }
      if (decoded != null) {
        return CompletableFuture.completedFuture(decoded);
      }
      CompletableFuture<@Nullable Chunk> next = source.read();
      if (!next.isDone() || next.isCompletedExceptionally()) {
        return next.thenCompose(chunk -> chunk == null ? end() : accept(chunk).read());
      }
      Chunk chunk = next.join();
      if (chunk == null) {
        return end();
      }
      accept(chunk);
    }
  }

  private synchronized @Nullable Chunk decode() throws TransportException {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("the body was closed");
    }
    if (decoder.finished() && input == null) {
      return null;
    }
    ByteBuffer target = ByteBuffer.wrap(output);
    try {
      decoder.decode(input == null ? NOTHING : input.bytes(), target);
    } catch (DataFormatException e) {
      releaseInput();
      failure = new TransportException(TransportException.Kind.PROTOCOL, notDecodable, e);
      source.close();
      throw failure;
    }
    if (target.hasRemaining()) {
      releaseInput();
    }
    return target.position() == 0 ? null : Chunk.of(Arrays.copyOf(output, target.position()));
  }

  private synchronized DecodingReader accept(Chunk chunk) {
    anyInput = true;
    if (closed || decoder.finished() && !decoder.goesOn()) {
      chunk.close();
    } else {
      input = chunk;
    }
    return this;
  }

  private synchronized CompletableFuture<@Nullable Chunk> end() {
    if (!anyInput || closed || decoder.finished()) {
      return CompletableFuture.completedFuture(null);
    }
    failure =
        new TransportException(
            TransportException.Kind.PROTOCOL, notDecodable + ": it ends too early", null);
    return CompletableFuture.failedFuture(failure);
  }

  private void releaseInput() {
    if (input != null) {
      input.close();
      input = null;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      releaseInput();
      decoder.close();
    }
    source.close();
  }
}
