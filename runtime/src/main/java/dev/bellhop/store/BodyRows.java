package dev.bellhop.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The rows of table {@code body}: the SQL, and nothing about files. */
final class BodyRows {
  /** A row as it stands. {@code bytes} is null for a body in a file. */
  record BodyRow(
      boolean finished, long length, byte @Nullable [] bytes, long bucket, @Nullable Long hash) {}

  private static final String SAVE_SMALL =
      """
      INSERT INTO body (id, finished, length, synced, bytes, bucket_id, hash)
      VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)
      ON CONFLICT (id) DO UPDATE
      SET finished = ?2, length = ?3, synced = ?3, bytes = ?4, hash = ?6, synced_hash = NULL""";

  /**
   * SQLite would rather take the index of two columns, and go through all that a bucket has at each
   * put.
   */
  private static final String BY_HASH = " INDEXED BY body_by_hash ";

  /** Whether there are bodies with a checksum. */
  private static final SharedWork.Question HASHED =
      new SharedWork.Question(
          "SELECT key FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM body"
              + BY_HASH
              + "WHERE hash = json_each.value ->> 0)");

  private static final String REFERRED_TO =
      """
      SELECT EXISTS (SELECT 1 FROM cache_entry WHERE body_id = ?1)
          OR EXISTS (SELECT 1 FROM fetch_record WHERE body_id = ?1)
          OR EXISTS (SELECT 1 FROM fetch_record WHERE request_body_id = ?1)
          OR EXISTS (SELECT 1 FROM http_cache_entry WHERE body_id = ?1)""";

  /** What a deleted cache holds does not count, for all that may still use it. */
  private static final String COUNTS =
      """
      SELECT EXISTS (SELECT 1 FROM cache_entry JOIN cache ON cache.id = cache_id
                     WHERE body_id = ?1 AND doomed = 0)
          OR EXISTS (SELECT 1 FROM fetch_record WHERE body_id = ?1)
          OR EXISTS (SELECT 1 FROM fetch_record WHERE request_body_id = ?1)""";

  private final Database database;

  BodyRows(Database database) {
    this.database = database;
  }

  /** The row of a body that moves to a file, of which nothing is written yet. */
  CompletableFuture<Void> begin(long id, long bucket) {
    return change(
        Reach.PROCESS,
        """
        INSERT INTO body (id, bucket_id) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE
        SET finished = 0, length = 0, synced = 0, bytes = NULL, hash = NULL,
          synced_hash = NULL""",
        id,
        bucket);
  }

  CompletableFuture<Void> finishSmall(long id, long bucket, byte[] bytes, Reach reach) {
    return change(reach, SAVE_SMALL, id, true, bytes.length, bytes, bucket, BodyHash.of(bytes));
  }

  CompletableFuture<Void> suspendSmall(long id, long bucket, byte[] bytes) {
    return change(
        Reach.PROCESS, SAVE_SMALL, id, false, bytes.length, bytes, bucket, BodyHash.of(bytes));
  }

  /** Notes what a body in a file has, to be checked when it goes on. */
  CompletableFuture<Void> suspendFile(long id, long length, long hash) {
    return change(
        Reach.PROCESS, "UPDATE body SET length = ?2, hash = ?3 WHERE id = ?1", id, length, hash);
  }

  /** What was noted of the most bytes of a body, or null. */
  static PrefixCheck.@Nullable Noted noted(Transaction transaction, long id) throws StoreException {
    return transaction.first(
        """
        SELECT length, hash FROM body WHERE id = ?1 AND hash IS NOT NULL
        UNION ALL
        SELECT synced, synced_hash FROM body WHERE id = ?1 AND synced_hash IS NOT NULL
        ORDER BY 1 DESC LIMIT 1""",
        row -> new PrefixCheck.Noted(row.number(1), row.number(2)),
        id);
  }

  static void insertSmall(Transaction transaction, long id, long bucket, byte[] bytes)
      throws StoreException {
    long hash = BodyHash.of(bytes);
    transaction.update(SAVE_SMALL, id, true, bytes.length, bytes, bucket, hash);
    transaction.came(HASHED, List.of(hash));
  }

  /** Adds what {@link #equalSmall} will want to know. */
  static void askForEqual(SharedWork shared, byte[] bytes) {
    shared.ask(HASHED, List.of(BodyHash.of(bytes)));
  }

  /** What is known of the bytes of a finished body in a file. */
  record Checked(@Nullable Long hash, long synced) {}

  static Checked checked(Transaction transaction, long id) throws StoreException {
    Checked found =
        transaction.first(
            "SELECT hash, synced FROM body WHERE id = ?",
            row -> new Checked(row.numberOrNull(1), row.number(2)),
            id);
    return found == null ? new Checked(null, 0) : found;
  }

  CompletableFuture<Void> hashed(long id, long hash) {
    return change(Reach.PROCESS, "UPDATE body SET hash = ?2 WHERE id = ?1", id, hash);
  }

  static boolean exists(Transaction transaction, long id) throws StoreException {
    return transaction.number("SELECT 1 FROM body WHERE id = ?", 0, id) != 0;
  }

  /** The id of a bucket's small body with just these bytes, or 0. */
  static long equalSmall(Transaction transaction, long bucket, byte[] bytes) throws StoreException {
    long hash = BodyHash.of(bytes);
    if (Boolean.FALSE.equals(transaction.foreseen(HASHED, List.of(hash)))) {
      return 0;
    }
    return transaction.number(
        "SELECT id FROM body"
            + BY_HASH
            + "WHERE hash = ? AND bucket_id = ? AND finished = 1 AND bytes = ?",
        0,
        hash,
        bucket,
        bytes);
  }

  /**
   * The ids of a bucket's older finished bodies in files that may well have the same bytes. Only
   * older ones, or two that are stored at the same time would each be replaced by the other.
   */
  static List<Long> alike(Transaction transaction, long id, long bucket, long hash, long length)
      throws StoreException {
    return transaction.list(
        "SELECT id FROM body"
            + BY_HASH
            + """
        WHERE hash = ? AND length = ? AND bucket_id = ? AND finished = 1 AND bytes IS NULL
          AND id < ?""",
        row -> row.number(1),
        hash,
        length,
        bucket,
        id);
  }

  /** The file's bytes are on the disk itself. */
  CompletableFuture<Void> finishFile(long id, long length, long hash) {
    return change(
        Reach.DISK,
        """
        UPDATE body SET finished = 1, length = ?2, synced = ?2, hash = ?3, synced_hash = ?3
        WHERE id = ?1""",
        id,
        length,
        hash);
  }

  /** The file's bytes are still on their way to the disk. */
  CompletableFuture<Void> finishUnsynced(long id, long length, long hash) {
    return change(
        Reach.PROCESS,
        "UPDATE body SET finished = 1, length = ?2, hash = ?3 WHERE id = ?1",
        id,
        length,
        hash);
  }

  /** Notes how much has been synced, and its checksum, where the body is still the same. */
  CompletableFuture<Void> synced(long id, long length, @Nullable Long hash, BooleanSupplier same) {
    return database.write(
        transaction -> {
          if (same.getAsBoolean()) {
            transaction.update(
                "UPDATE body SET synced = ?2, synced_hash = ?3 WHERE id = ?1 AND synced < ?2",
                id,
                length,
                hash);
          }
          return null;
        });
  }

  /** On the disk itself before new bytes come, lest those be taken for the old ones. */
  CompletableFuture<Void> unsync(long id) {
    return change(
        Reach.DISK,
        """
        UPDATE body SET finished = 0, length = 0, hash = NULL, synced = 0, synced_hash = NULL
        WHERE id = ?""",
        id);
  }

  CompletableFuture<Void> delete(long id) {
    return database.write(
        transaction -> {
          delete(transaction, id);
          return null;
        });
  }

  static void delete(Transaction transaction, long id) throws StoreException {
    transaction.update("DELETE FROM body WHERE id = ?", id);
  }

  private CompletableFuture<Void> change(Reach reach, String sql, @Nullable Object... values) {
    Database.Work<@Nullable Void> work =
        transaction -> {
          transaction.update(sql, values);
          return null;
        };
    return switch (reach) {
      case PROCESS -> database.write(work);
      case DISK -> database.writeSynced(work);
    };
  }

  static @Nullable BodyRow read(Transaction transaction, long id) throws StoreException {
    return transaction.first(
        "SELECT finished, length, bytes, bucket_id, hash FROM body WHERE id = ?",
        row -> {
          long length = row.number(2);
          byte[] bytes = row.bytes(3);
          return new BodyRow(
              row.truth(1),
              length,
              bytes == null && length == 0 ? new byte[0] : bytes,
              row.number(4),
              row.numberOrNull(5));
        },
        id);
  }

  static boolean referredTo(Transaction transaction, long id) throws StoreException {
    return transaction.number(REFERRED_TO, 0, id) != 0;
  }

  /** Whether something refers to a body because of which it counts against a quota. */
  static boolean counts(Transaction transaction, long id) throws StoreException {
    return transaction.number(COUNTS, 0, id) != 0;
  }

  /** An id that no row has or refers to, nor any after it. */
  static long firstFreeId(Transaction transaction) throws StoreException {
    return 1
        + transaction.number(
            """
            SELECT max(
                (SELECT coalesce(max(id), 0) FROM body),
                (SELECT coalesce(max(body_id), 0) FROM cache_entry),
                (SELECT coalesce(max(body_id), 0) FROM fetch_record),
                (SELECT coalesce(max(request_body_id), 0) FROM fetch_record),
                (SELECT coalesce(max(body_id), 0) FROM http_cache_entry))""",
            0);
  }
}
