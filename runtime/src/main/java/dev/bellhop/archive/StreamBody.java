package dev.bellhop.archive;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.OneTimeBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The bytes of a stream, for those that must not block: it is read on threads of its own. */
public final class StreamBody extends OneTimeBody {
  private static final int PIECE = 1 << 16;

  private final InputStream bytes;

  /** A body that can be read once; it is closed with its reader. */
  public StreamBody(InputStream bytes) {
    this.bytes = bytes;
  }

  @Override
  protected BodyReader begin() {
    return new BodyReader() {
      @Override
      public CompletableFuture<@Nullable Chunk> read() {
        return CompletableFuture.supplyAsync(StreamBody.this::next, Thread::startVirtualThread);
      }

      @Override
      public void close() {
        try {
          bytes.close();
        } catch (IOException e) {
          // It was only read.
        }
      }
    };
  }

  private @Nullable Chunk next() {
    try {
      byte[] piece = new byte[PIECE];
      int read = bytes.read(piece);
      return read < 0 ? null : Chunk.of(read == piece.length ? piece : Arrays.copyOf(piece, read));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
