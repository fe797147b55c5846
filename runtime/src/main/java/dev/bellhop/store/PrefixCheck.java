package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Re-reads what a body has in its file before it goes on, and compares it with what was noted. Some
 * of it at a time, so that other work on the executor has its turns.
 */
final class PrefixCheck {
  private static final int PIECE = 1 << 18;
  private static final long TURN = 4L << 20;

  /**
   * What was noted of the first bytes of a body.
   *
   * @param length how many they were
   * @param hash their checksum
   */
  record Noted(long length, long hash) {
    boolean fits(byte[] bytes) {
      return length == bytes.length && hash == BodyHash.of(bytes);
    }
  }

  private final FileChannel file;
  private final long length;
  private final @Nullable Noted noted;
  private final Executor executor;
  private final ByteBuffer piece;
  private final BodyHash found = new BodyHash();
  private final CompletableFuture<@Nullable BodyHash> result = new CompletableFuture<>();
  private long position;

  private PrefixCheck(FileChannel file, long length, @Nullable Noted noted, Executor executor) {
    this.file = file;
    this.length = length;
    this.noted = noted;
    this.executor = executor;
    this.piece = ReadBuffer.allocate((int) Math.min(PIECE, length));
  }

  /**
   * Does it; closes the file.
   *
   * @param noted null where nothing was
   * @return the checksum of all that is there, to go on with; null where that is not what was noted
   *     or cannot be read
   */
  static CompletableFuture<@Nullable BodyHash> of(
      FileChannel file, long length, @Nullable Noted noted, Executor executor) {
    var check = new PrefixCheck(file, length, noted, executor);
    check.nextTurn();
    return check.result.whenComplete((hash, failure) -> WrittenFile.closeQuietly(file));
  }

  private void nextTurn() {
    try {
      executor.execute(this::turn);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void turn() {
    try {
      long end = position + Math.min(TURN, length - position);
      while (isWell() && position < end) {
        read(end);
      }
    } catch (IOException e) {
      result.complete(null);
      return;
    }
    if (!isWell()) {
      result.complete(null);
    } else if (position < length) {
      nextTurn();
    } else {
      result.complete(found);
    }
  }

  private void read(long end) throws IOException {
    long until = noted != null && position < noted.length() ? noted.length() : length;
    int most = (int) Math.min(PIECE, Math.min(end, until) - position);
    int read = file.read(piece.clear().limit(most), position);
    if (read < 0) {
      throw new IOException("the file has become shorter");
    }
    position += read;
    found.update(piece.flip());
  }

  /** Whether nothing speaks against what was read so far. */
  private boolean isWell() {
    return noted == null
        || (noted.length() <= length
            && (position != noted.length() || found.value() == noted.hash()));
  }
}
