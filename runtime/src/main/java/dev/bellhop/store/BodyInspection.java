package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Re-reads stored bodies. Blocks on files, so it is for the store's own threads. */
final class BodyInspection {
  private static final int PIECE = 1 << 18;

  private final BodyFiles files;

  BodyInspection(BodyFiles files) {
    this.files = files;
  }

  BodyCheck check(long id, BodyRows.@Nullable BodyRow row) {
    if (row == null) {
      return new BodyCheck(files.database(), 0, "the database does not know it any more");
    }
    byte[] bytes = row.bytes();
    if (bytes != null) {
      return new BodyCheck(files.database(), bytes.length, damage(row, bytes.length));
    }
    Path file = files.path(id);
    try (FileChannel channel = files.openToRead(id)) {
      long length = readAll(channel);
      return new BodyCheck(file, length, damage(row, length));
    } catch (NoSuchFileException e) {
      return new BodyCheck(file, 0, "its file is missing");
    } catch (IOException e) {
      return new BodyCheck(file, 0, "its file cannot be read: " + e.getMessage());
    }
  }

  private static @Nullable String damage(BodyRows.BodyRow row, long length) {
    if (!row.finished()) {
      return "it was not stored to its end";
    }
    return length == row.length()
        ? null
        : "it has %d bytes, and had %d when it was stored".formatted(length, row.length());
  }

  private static long readAll(FileChannel channel) throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    long length = 0;
    int read = channel.read(piece);
    while (read >= 0) {
      length += read;
      read = channel.read(piece.clear());
    }
    return length;
  }
}
