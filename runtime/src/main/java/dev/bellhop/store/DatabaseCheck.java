package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether a database's file can be used. Changes nothing. */
final class DatabaseCheck {
  private static final byte[] FIRST_BYTES = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path given;
  private final Path file;

  /** Of this file; {@code given} is the data folder as the user has named it. */
  DatabaseCheck(Path given, Path file) {
    this.given = given;
    this.file = file;
  }

  /**
   * What is wrong, or null. Reads the whole file where it is not larger than this.
   *
   * @throws StoreException of kind TOO_NEW where a newer program wrote it
   */
  @Nullable String damage(long largest) throws IOException {
    return damage(largest, "PRAGMA quick_check(1)");
  }

  /** As {@link #damage(long)}, of any size and with its indexes. */
  @Nullable String damageAnywhere() throws IOException {
    return damage(Long.MAX_VALUE, "PRAGMA integrity_check(1)");
  }

  private @Nullable String damage(long largest, String check) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return null;
    }
    byte[] first = new byte[FIRST_BYTES.length];
    try (InputStream in = Files.newInputStream(file)) {
      if (in.readNBytes(first, 0, first.length) < first.length
          || !Arrays.equals(first, FIRST_BYTES)) {
        return "it is no database";
      }
    }
    try (var connection = SqliteConnection.openReadOnly(file)) {
      if (Schema.version(connection) > Schema.VERSION) {
        throw DataFolder.tooNew(given);
      }
      if (Files.size(file) > largest) {
        return null;
      }
      String verdict = connection.first(check, row -> row.text(1));
      return "ok".equals(verdict) ? null : String.valueOf(verdict).replaceAll("\\s+", " ");
    } catch (StoreException e) {
      if (e.kind() != Kind.DAMAGED) {
        throw e;
      }
      return String.valueOf(e.getMessage());
    }
  }
}
