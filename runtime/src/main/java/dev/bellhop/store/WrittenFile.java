package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The file of a body that is being written; made when the first bytes come, and the body has its
 * row before that. Used by one step of the body's writer at a time.
 */
final class WrittenFile {
  /** While a body grows, it is synced whenever it has grown by so much. */
  private static final long SYNC_EVERY = 64L << 20;

  private final FileBodyStore store;
  private final long id;
  private @Nullable FileChannel channel;

  /** Of all bytes in the file. */
  private final BodyHash hash;

  private long syncBegun;

  /** A body without a file as yet. */
  WrittenFile(FileBodyStore store, long id) {
    this(store, id, null, 0, new BodyHash());
  }

  /** A file that goes on at this length, with the checksum of what it has. */
  WrittenFile(
      FileBodyStore store, long id, @Nullable FileChannel channel, long length, BodyHash hash) {
    this.store = store;
    this.id = id;
    this.channel = channel;
    this.hash = hash;
    this.syncBegun = length;
  }

  boolean exists() {
    return channel != null;
  }

  /** The checksum of all bytes in the file. */
  long hash() {
    return hash.value();
  }

  /**
   * Writes at the end.
   *
   * @param buffers the beginning of each is marked
   * @param end the file's length, which it keeps where that fails
   */
  void append(ByteBuffer[] buffers, long end) throws IOException {
    FileChannel file = channel;
    try {
      if (file == null) {
        file = store.files().openToWrite(id);
        file.truncate(0);
      }
      long left = 0;
      for (ByteBuffer buffer : buffers) {
        left += buffer.remaining();
      }
      while (left > 0) {
        left -= file.write(buffers);
      }
    } catch (IOException e) {
      undo(file, end);
      throw e;
    }
    channel = file;
    for (ByteBuffer buffer : buffers) {
      hash.update(buffer.reset());
    }
  }

  private void undo(@Nullable FileChannel file, long end) {
    if (file == null) {
      return;
    }
    try {
      if (channel == null) {
        file.close();
        store.files().delete(id);
      } else {
        file.truncate(end);
        file.position(end);
      }
    } catch (IOException e) {
      // The first failure is the one to tell of.
    }
  }

  /** Removes all bytes, when it is written down that none are synced any more. */
  CompletableFuture<Void> clear() {
    syncBegun = 0;
    hash.reset();
    FileChannel file = channel;
    if (file == null) {
      return CompletableFuture.completedFuture(null);
    }
    return store
        .rows()
        .unsync(id)
        .thenAcceptAsync(
            ignored -> {
              try {
                file.truncate(0);
                file.position(0);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            store.io());
  }

  /**
   * Has the bytes synced where many have come since the last time, and that written down.
   *
   * @param still asked then whether the bytes are still those of the body
   */
  void syncNowAndThen(long length, BooleanSupplier still) {
    FileChannel file = channel;
    if (file != null && length - syncBegun >= SYNC_EVERY) {
      syncBegun = length;
      long value = hash.value();
      store.force(file, id).thenCompose(forced -> store.rows().synced(id, length, value, still));
    }
  }

  /** Brings the bytes to the disk itself. */
  CompletableFuture<Void> sync() {
    FileChannel file = channel;
    return file == null ? CompletableFuture.completedFuture(null) : store.force(file, id);
  }

  /**
   * Closes the file when its bytes have been brought to the disk itself and that is written down.
   */
  void closeSynced(long length) {
    FileChannel file = channel;
    if (file != null) {
      long value = hash.value();
      store
          .force(file, id)
          .thenCompose(forced -> store.rows().synced(id, length, value, () -> true))
          .whenComplete((done, failed) -> closeQuietly(file));
    }
  }

  void close() {
    FileChannel file = channel;
    if (file != null) {
      closeQuietly(file);
    }
  }

  static void closeQuietly(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      // Everything that had to reach the file was forced before.
    }
  }
}
