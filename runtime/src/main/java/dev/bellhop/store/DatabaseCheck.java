package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a database's file can be used. Changes nothing. */
final class DatabaseCheck {
  private static final String SOUND = "ok";
  private static final byte[] FIRST_BYTES = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * What is wrong.
   *
   * @param words in words
   * @param hidesRows whether what can be read does not tell of all that is lost
   */
  record Damage(String words, boolean hidesRows) {}

  private final Path given;
  private final Path file;
  private final String bootId;

  /**
   * Of this file; {@code given} is the data folder as the user has named it, {@code bootId} names
   * the machine's current boot.
   */
  DatabaseCheck(Path given, Path file, String bootId) {
    this.given = given;
    this.file = file;
    this.bootId = bootId;
  }

  /**
   * What is wrong, or null. Reads the whole file where it is not larger than this.
   *
   * @throws StoreException of kind TOO_NEW where a newer program wrote it
   */
  @Nullable Damage damage(long largest) throws IOException {
    return damage(largest, "PRAGMA quick_check(1)");
  }

  /** As {@link #damage(long)}, of any size and with its indexes. */
  @Nullable Damage damageAnywhere() throws IOException {
    return damage(Long.MAX_VALUE, "PRAGMA integrity_check(1)");
  }

  private @Nullable Damage damage(long largest, String check) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return damageOfNone();
    }
    byte[] first = new byte[FIRST_BYTES.length];
    try (InputStream in = Files.newInputStream(file)) {
      if (in.readNBytes(first, 0, first.length) < first.length
          || !Arrays.equals(first, FIRST_BYTES)) {
        return new Damage("it is no database", false);
      }
    }
    try (var connection = SqliteConnection.openReadOnly(file)) {
      if (Schema.version(connection) > Schema.VERSION) {
        throw DataFolder.tooNew(given);
      }
      String verdict =
          Files.size(file) > largest ? SOUND : connection.first(check, row -> row.text(1));
      return SOUND.equals(verdict)
          ? damageOfLog(connection)
          : new Damage(
              String.valueOf(verdict).replaceAll("\\*\\*\\*.*\\*\\*\\*|\\s+", " ").strip(), false);
    } catch (StoreException e) {
      if (e.kind() != Kind.DAMAGED) {
        throw e;
      }
      return new Damage(Failures.words(e), false);
    }
  }

  /** A new one would not know what the others belong to, which would be deleted as nobody's. */
  private @Nullable Damage damageOfNone() throws IOException {
    for (Path log : List.of(SqliteFiles.log(file), file.resolveSibling(WriteLog.NAME))) {
      if (Files.exists(log) && Files.size(log) > 0) {
        return new Damage(
            "it is gone or empty, but %s is there".formatted(log.getFileName()), true);
      }
    }
    Path bodies = file.resolveSibling(BodyFiles.FOLDER);
    if (Files.isDirectory(bodies)) {
      try (var files = Files.walk(bodies)) {
        if (files.anyMatch(Files::isRegularFile)) {
          return new Damage("it is gone or empty, but bodies are there", true);
        }
      }
    }
    return null;
  }

  private @Nullable Damage damageOfLog(SqliteConnection connection) throws IOException {
    if (Schema.version(connection) == 0 || !Sweep.isSameBoot(connection, bootId)) {
      return null;
    }
    Path log = SqliteFiles.log(file);
    String damage = WalScan.damage(log);
    return damage == null
        ? null
        : new Damage("its log %s: %s".formatted(log.getFileName(), damage), true);
  }
}
