package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A finished body in a file. Whoever can reach this object pins it. */
final class FiledBody implements BodyStore.StoredBody {
  private final FileBodyStore store;
  private final long id;
  private final @Nullable Long hash;
  private final long size;

  /** With its checksum, where that is known. */
  FiledBody(FileBodyStore store, long id, long size, @Nullable Long hash) {
    this.store = store;
    this.id = id;
    this.hash = hash;
    this.size = size;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long size() {
    return size;
  }

  FileBodyStore store() {
    return store;
  }

  @Override
  public Body verified() {
    return hash == null ? this : new VerifiedBody(this, hash);
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(size);
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public BodyReader open() {
    return new FileReader();
  }

  /**
   * Reads the next chunk while the last one is used. An inner class on purpose: whoever can reach a
   * reader reaches the body and so its pin.
   */
  private final class FileReader implements BodyReader {
    private final BodyFileCursor cursor = new BodyFileCursor(store.files(), store.chunks(), id);
    private long position;
    private boolean closed;
    private @Nullable CompletableFuture<@Nullable Chunk> ahead;

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      return taken().thenApply(this::followed);
    }

    private synchronized CompletableFuture<@Nullable Chunk> taken() {
      CompletableFuture<@Nullable Chunk> chunk = ahead == null ? begun() : ahead;
      ahead = null;
      return chunk;
    }

    private CompletableFuture<@Nullable Chunk> begun() {
      return CompletableFuture.supplyAsync(this::next, store.io());
    }

    private synchronized @Nullable Chunk followed(@Nullable Chunk chunk) {
      if (chunk != null && !closed) {
        ahead = begun();
      }
      return chunk;
    }

    private @Nullable Chunk next() {
      if (position == size) {
        cursor.close();
        return null;
      }
      try {
        Chunk chunk = cursor.read(position, size);
        position += chunk.bytes().remaining();
        return chunk;
      } catch (BodyException e) {
        cursor.close();
        throw new CompletionException(e);
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      cursor.close();
      if (ahead != null) {
        ahead.thenAccept(
            chunk -> {
              if (chunk != null) {
                chunk.close();
              }
            });
        ahead = null;
      }
    }
  }
}
