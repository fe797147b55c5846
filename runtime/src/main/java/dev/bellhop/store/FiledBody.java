package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import java.util.ArrayDeque;
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
   * Reads the next chunks, one behind the other, while the last one is used. An inner class on
   * purpose: whoever can reach a reader reaches the body and so its pin.
   */
  private final class FileReader implements BodyReader {
    /** One that is being read, and one that is there when the reader comes early. */
    private static final int AHEAD = 2;

    private final BodyFileCursor cursor = new BodyFileCursor(store.files(), store.chunks(), id);
    private final ArrayDeque<CompletableFuture<Chunk>> ahead = new ArrayDeque<>();

    /** The chunk that was asked for last: the next one is read behind it. */
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** Where the next chunk begins that is asked for. */
    private long position;

    private boolean closed;

    @Override
    public synchronized CompletableFuture<@Nullable Chunk> read() {
      if (closed) {
        return CompletableFuture.failedFuture(new BodyException("The reader was closed.", null));
      }
      while (ahead.size() <= AHEAD && position < size) {
        ahead.add(begun());
      }
      @Nullable CompletableFuture<Chunk> next = ahead.poll();
      return next == null ? last.thenApply(chunk -> null) : next;
    }

    private CompletableFuture<Chunk> begun() {
      long from = position;
      position = Math.min(size, from + ChunkPool.CHUNK);
      CompletableFuture<Chunk> read = last.thenApplyAsync(before -> at(from), store.io());
      last = read;
      return read;
    }

    private Chunk at(long from) {
      try {
        Chunk chunk = cursor.read(from, size);
        if (from + chunk.bytes().remaining() == size) {
          cursor.close();
        }
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
      ahead.forEach(read -> read.thenAccept(Chunk::close));
      ahead.clear();
    }
  }
}
