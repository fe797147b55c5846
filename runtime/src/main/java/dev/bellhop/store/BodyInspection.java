package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Re-reads a stored body and compares it with its row.
 *
 * @param row what was noted of it, or null where there is no row
 */
record BodyInspection(BodyFiles files, long id, BodyRows.@Nullable BodyRow row)
    implements Supplier<BodyCheck> {
  static final String OTHER_BYTES = "its bytes are not those that were stored";

  private static final int PIECE = 1 << 18;

  static BodyInspection of(Transaction transaction, BodyFiles files, long id)
      throws StoreException {
    return new BodyInspection(files, id, BodyRows.read(transaction, id));
  }

  /** Whether it has a file to read. */
  boolean isOfFile() {
    return row != null && row.bytes() == null;
  }

  /** Does it. Blocks on files, so it is for a thread that may wait for them. */
  @Override
  public BodyCheck get() {
    if (row == null) {
      return new BodyCheck(files.database(), 0, "the database does not know it any more");
    }
    byte[] bytes = row.bytes();
    if (bytes != null) {
      return new BodyCheck(
          files.database(), bytes.length, damage(row, bytes.length, BodyHash.of(bytes)));
    }
    Path file = files.path(id);
    try (FileChannel channel = files.openToRead(id)) {
      var found = new BodyHash();
      long length = readAll(channel, found);
      return new BodyCheck(file, length, damage(row, length, found.value()));
    } catch (NoSuchFileException e) {
      return new BodyCheck(file, 0, "its file is missing");
    } catch (IOException e) {
      return new BodyCheck(file, 0, "its file cannot be read: " + e.getMessage());
    }
  }

  private @Nullable String damage(BodyRows.BodyRow noted, long length, long found) {
    if (!noted.finished()) {
      return "it was not stored to its end";
    }
    if (length != noted.length()) {
      return "it has %d bytes, and had %d when it was stored".formatted(length, noted.length());
    }
    return noted.hash() == null || noted.hash() == found ? null : OTHER_BYTES;
  }

  private static long readAll(FileChannel channel, BodyHash hash) throws IOException {
    ByteBuffer piece = ReadBuffer.allocate(PIECE);
    long length = 0;
    int read = channel.read(piece);
    while (read >= 0) {
      length += read;
      hash.update(piece.flip());
      read = channel.read(piece.clear());
    }
    return length;
  }
}
