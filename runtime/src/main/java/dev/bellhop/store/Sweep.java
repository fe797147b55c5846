package dev.bellhop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the store in order at its opening: what a crash, a power cut or a body still in use left
 * behind. Runs before anybody else uses the database.
 */
final class Sweep {
  /**
   * By an index that has no bytes in it: a million bodies are looked through in a third of a
   * second.
   */
  private static final String DELETE_UNREFERRED =
      """
      DELETE FROM body WHERE id IN (
        SELECT id FROM body INDEXED BY body_by_bucket
        WHERE NOT EXISTS (SELECT 1 FROM cache_entry WHERE body_id = body.id)
          AND NOT EXISTS (SELECT 1 FROM fetch_record WHERE body_id = body.id)
          AND NOT EXISTS (SELECT 1 FROM fetch_record WHERE request_body_id = body.id)
          AND NOT EXISTS (SELECT 1 FROM http_cache_entry WHERE body_id = body.id))""";

  private final SqliteConnection connection;
  private final BodyFiles files;

  Sweep(SqliteConnection connection, BodyFiles files) {
    this.connection = connection;
    this.files = files;
  }

  /** Does all of it. */
  void run(String bootId) throws IOException {
    connection.execute("BEGIN IMMEDIATE");
    if (!isSameBoot(connection, bootId)) {
      distrustWhatWasNotSynced();
      connection.update(
          """
          INSERT INTO meta (name, value) VALUES ('boot_id', ?1)
          ON CONFLICT (name) DO UPDATE SET value = ?1""",
          bootId);
    }
    connection.update("DELETE FROM cache WHERE doomed = 1");
    deleteUnreferred();
    connection.execute("COMMIT");
    for (Path orphan : orphans()) {
      Files.delete(orphan);
    }
  }

  /** Whether the machine has run on since the store was last open. */
  static boolean isSameBoot(SqliteConnection connection, String bootId) throws StoreException {
    return connection.number(
            "SELECT count(*) FROM meta WHERE name = 'boot_id' AND value = ?", 0, bootId)
        == 1;
  }

  /** Deletes the rows of bodies that nothing refers to. */
  void deleteUnreferred() throws StoreException {
    connection.update(DELETE_UNREFERRED);
  }

  /** After a power cut a file may hold anything behind what was synced. */
  private void distrustWhatWasNotSynced() throws IOException {
    for (String table : List.of("cache_entry", "http_cache_entry")) {
      connection.update(
          """
          DELETE FROM %s WHERE body_id IN (
            SELECT id FROM body
            WHERE finished = 1 AND bytes IS NULL AND synced < length)"""
              .formatted(table));
    }
    connection.update(
        """
        UPDATE body SET finished = 0, length = 0, hash = NULL
        WHERE finished = 1 AND bytes IS NULL AND synced < length""");
    record Unsynced(long id, long synced) {}
    List<Unsynced> growing =
        connection.list(
            "SELECT id, synced FROM body WHERE finished = 0 AND bytes IS NULL",
            row -> new Unsynced(row.number(1), row.number(2)));
    for (Unsynced body : growing) {
      // The file may be gone where its removal has reached the disk and that of its row has not.
      long certain = Math.min(body.synced(), files.length(body.id()));
      truncate(files.path(body.id()), certain);
      connection.update(
          """
          UPDATE body SET length = 0, hash = NULL, synced = ?2,
            synced_hash = CASE synced WHEN ?2 THEN synced_hash END
          WHERE id = ?1""",
          body.id(),
          certain);
    }
  }

  private static void truncate(Path file, long length) throws IOException {
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
    }
  }

  /** The files that are no body's. */
  List<Path> orphans() throws IOException {
    Set<Path> expected = new HashSet<>();
    for (long id :
        connection.list(
            "SELECT id FROM body WHERE bytes IS NULL AND (finished = 0 OR length > 0)",
            row -> row.number(1))) {
      expected.add(files.path(id));
    }
    return files.all().stream().filter(file -> !expected.contains(file)).toList();
  }
}
