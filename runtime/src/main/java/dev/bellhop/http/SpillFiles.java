package dev.bellhop.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes nameless files for bytes that nobody has read yet, so that memory does not grow with them.
 * Safe from any thread; files are touched on the given executor only.
 */
public final class SpillFiles {
  private final Path folder;
  private final Executor executor;

  /**
   * With the folder for the files, which is made when the first one is, and an executor whose tasks
   * may block.
   */
  public SpillFiles(Path folder, Executor executor) {
    this.folder = folder;
    this.executor = executor;
  }

  /** A file that is made on its first write and gone when it is closed. */
  SpillFile create() {
    return new SpillFile();
  }

  /** One file. One write at a time; reads of what is written may run beside it. */
  final class SpillFile implements AutoCloseable {
    private static final int READ_SIZE = 64 * 1024;

    private @Nullable FileChannel channel;
    private long length;
    private boolean closed;

    /** Appends; completes with the new length. */
    CompletableFuture<Long> append(byte[] bytes) {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return appendNow(bytes);
            } catch (IOException e) {
              throw failure(e);
            }
          },
          executor);
    }

    /** Up to 64 KiB from the given offset; there must be at least one byte. */
    CompletableFuture<byte[]> read(long offset) {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return readNow(offset);
            } catch (IOException e) {
              throw failure(e);
            }
          },
          executor);
    }

    @Override
    public void close() {
      executor.execute(
          () -> {
            synchronized (this) {
              closed = true;
              if (channel != null) {
                try {
                  channel.close();
                } catch (IOException e) {
                  // The file has no name any more, or is removed with the folder: nothing is lost.
                }
              }
            }
          });
    }

    private synchronized long appendNow(byte[] bytes) throws IOException {
      if (closed) {
        throw new IOException("it was closed");
      }
      FileChannel open = channel;
      if (open == null) {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "spill-", ".tmp");
        open =
            FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        channel = open;
        unlink(file);
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        length += open.write(buffer, length);
      }
      return length;
    }

    // Where the system allows it the name goes at once, so that no crash leaves the file behind.
    private static void unlink(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        // Then it goes when it is closed.
      }
    }

    private synchronized byte[] readNow(long offset) throws IOException {
      FileChannel open = channel;
      if (closed || open == null) {
        throw new IOException("it was closed");
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(READ_SIZE, length - offset));
      while (buffer.hasRemaining()) {
        if (open.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("it ended before its end");
        }
      }
      return buffer.array();
    }

    private CompletionException failure(IOException cause) {
      return new CompletionException(
          new BodyException(
              "the body did not fit into memory, and its temporary file failed", cause));
    }
  }
}
