package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Looks for damage in SQLite's log of commits. SQLite takes the first frame that is not as it was
 * written for the log's end. That is right where a process was killed while it wrote; but where a
 * frame was damaged later, it hides every commit behind it, and the next checkpoint overwrites
 * them.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">The Write-Ahead
 *     Log</a>
 */
final class WalScan {
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MAGIC = 0x377f0682;

  private static final int SALTS_IN_HEADER = 16;
  private static final int SUMS_IN_HEADER = 24;
  private static final int SALTS_IN_FRAME = 8;
  private static final int SUMS_IN_FRAME = 16;

  /** The number of the page and the size of the database; then comes what is not summed. */
  private static final int SUMMED_OF_FRAME = 8;

  private final FileChannel log;
  private final ByteOrder order;
  private final int frameSize;
  private final long salts;
  private int sum1;
  private int sum2;

  private WalScan(FileChannel log, ByteBuffer header) {
    this.log = log;
    this.order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.frameSize = FRAME_HEADER + header.getInt(8);
    this.salts = header.getLong(SALTS_IN_HEADER);
  }

  /**
   * What is damaged, in words, where the machine has not lost its power since it was written; or
   * null.
   */
  static @Nullable String damage(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) <= HEADER) {
      return null;
    }
    try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(log, 0, HEADER);
      int pageSize = header.getInt(8);
      if ((header.getInt(0) & ~1) == MAGIC && pageSize >= 512 && pageSize <= 65536) {
        var scan = new WalScan(log, header);
        scan.sum(header.slice(0, SUMS_IN_HEADER));
        if (scan.isSum(header, SUMS_IN_HEADER)) {
          return scan.damage();
        }
      }
      return "it does not begin as a log of SQLite does";
    }
  }

  private @Nullable String damage() throws IOException {
    long end = log.size() - frameSize;
    long at = HEADER;
    while (at <= end && isNext(read(log, at, frameSize))) {
      at += frameSize;
    }
    // What was begun and never committed may lie behind the last commit, but no other commit.
    for (long behind = at; behind <= end; behind += frameSize) {
      ByteBuffer frame = read(log, behind, frameSize);
      if (isNext(frame) && isCommit(frame)) {
        return "byte %d is not as it was written, and commits follow".formatted(at);
      }
    }
    return null;
  }

  private static boolean isCommit(ByteBuffer frame) {
    return frame.getInt(4) != 0;
  }

  /** Whether it is whole and was written behind the one that was read before. */
  private boolean isNext(ByteBuffer frame) {
    if (frame.limit() < frameSize) {
      return false;
    }
    sum(frame.slice(0, SUMMED_OF_FRAME));
    sum(frame.slice(FRAME_HEADER, frameSize - FRAME_HEADER));
    return isSum(frame, SUMS_IN_FRAME) && frame.getLong(SALTS_IN_FRAME) == salts;
  }

  /** Whether the sums that are noted there are those of all up to here; goes on from the noted. */
  private boolean isSum(ByteBuffer header, int noted) {
    boolean same = header.getInt(noted) == sum1 && header.getInt(noted + 4) == sum2;
    sum1 = header.getInt(noted);
    sum2 = header.getInt(noted + 4);
    return same;
  }

  private void sum(ByteBuffer bytes) {
    bytes.order(order);
    for (int i = 0; i < bytes.limit(); i += 8) {
      sum1 += bytes.getInt(i) + sum2;
      sum2 += bytes.getInt(i + 4) + sum1;
    }
  }

  private static ByteBuffer read(FileChannel log, long position, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining() && log.read(bytes, position + bytes.position()) > 0) {}
    return bytes.flip();
  }
}
