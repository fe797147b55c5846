package dev.bellhop.store;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The SQL over the table {@code storage_bucket} and over all that belongs to a bucket. */
final class BucketRows {
  /** Bucket by bucket, for the index to find the few among all bodies. */
  private static final String GROWING =
      """
      SELECT id, bucket_id, length, bytes IS NULL FROM body
      WHERE bucket_id IN (SELECT id FROM storage_bucket UNION ALL SELECT 0) AND finished = 0""";

  private static final String HEADS =
      """
      SELECT coalesce(bucket.id, 0) AS bucket_id, sum(head_bytes)
      FROM cache LEFT JOIN storage_bucket AS bucket ON bucket.origin = cache.origin
      GROUP BY bucket_id""";

  private BucketRows() {}

  /**
   * A bucket that an earlier process has left.
   *
   * @param origin with the name, where it has one; empty for what belongs to no bucket
   * @param quota how many bytes it may have, where a script has said that, or null
   * @param bytes what its bodies hold, and its caches beside them
   */
  record Found(
      long id, String origin, boolean persisted, long lastUsed, @Nullable Long quota, long bytes) {}

  private record Growing(long id, long bucket, long length, boolean inFile) {}

  /** All that an earlier process has left; the store is in order. */
  static List<Found> load(Transaction transaction, BodyFiles files) throws IOException {
    Map<Long, Long> bytes = new HashMap<>();
    transaction.list(
        "SELECT bucket_id, sum(length) FROM body WHERE finished = 1 GROUP BY bucket_id",
        row -> bytes.put(row.number(1), row.number(2)));
    for (Growing body :
        transaction.list(
            GROWING,
            row -> new Growing(row.number(1), row.number(2), row.number(3), row.truth(4)))) {
      bytes.merge(
          body.bucket(), body.inFile() ? files.length(body.id()) : body.length(), Long::sum);
    }
    transaction.list(HEADS, row -> bytes.merge(row.number(1), row.number(2), Long::sum));
    List<Found> found =
        transaction.list(
            "SELECT id, origin, persisted, last_used, quota FROM storage_bucket",
            row ->
                new Found(
                    row.number(1),
                    row.text(2),
                    row.truth(3),
                    row.number(4),
                    row.numberOrNull(5),
                    Objects.requireNonNullElse(bytes.remove(row.number(1)), 0L)));
    long rest = bytes.values().stream().mapToLong(Long::longValue).sum();
    found.add(new Found(0, "", false, 0, null, rest));
    return found;
  }

  /** Writes down that there is a bucket, and that its site is or was open at this time. */
  static void save(Transaction transaction, Quota.Bucket bucket, long lastUsed)
      throws StoreException {
    transaction.update(
        """
        INSERT INTO storage_bucket (id, origin, last_used) VALUES (?1, ?2, ?3)
        ON CONFLICT (origin) DO UPDATE SET last_used = max(last_used, ?3)""",
        bucket.id,
        bucket.origin,
        lastUsed);
  }

  static void persist(Transaction transaction, Quota.Bucket bucket) throws StoreException {
    transaction.update("UPDATE storage_bucket SET persisted = 1 WHERE id = ?", bucket.id);
  }

  /** The buckets of an origin that scripts have named, by their names. */
  static List<NamedBucketRow> named(Transaction transaction, String origin) throws StoreException {
    return transaction.list(
        """
        SELECT origin, quota, expires, reach, state FROM storage_bucket
        WHERE substr(origin, 1, length(?1) + 1) = ?1 || ' ' ORDER BY origin""",
        row -> {
          Long expires = row.numberOrNull(3);
          return new NamedBucketRow(
              BucketKey.parse(row.text(1)),
              row.numberOrNull(2),
              expires == null ? null : Instant.ofEpochMilli(expires),
              Reach.valueOf(row.text(4)),
              NamedBucketRow.State.valueOf(row.text(5)));
        },
        origin);
  }

  /** Writes down a bucket that a script has named. */
  static void save(Transaction transaction, Quota.Bucket bucket, NamedBucketRow row)
      throws StoreException {
    save(transaction, bucket, 0);
    Instant expires = row.expires();
    transaction.update(
        "UPDATE storage_bucket SET quota = ?, expires = ?, reach = ?, state = ? WHERE id = ?",
        row.quota(),
        expires == null ? null : expires.toEpochMilli(),
        row.reach().name(),
        row.state().name(),
        bucket.id);
  }

  /** Forgets a bucket that has nothing any more. */
  static void remove(Transaction transaction, Quota.Bucket bucket) throws StoreException {
    transaction.update("DELETE FROM storage_bucket WHERE id = ?", bucket.id);
  }

  /** Removes a bucket with all that its origin has; gives the ids of the bodies that were files. */
  static List<Long> clear(Transaction transaction, Quota.Bucket bucket) throws StoreException {
    List<Long> files =
        transaction.list(
            "SELECT id FROM body WHERE bucket_id = ? AND bytes IS NULL",
            row -> row.number(1),
            bucket.id);
    transaction.update(
        "DELETE FROM registration WHERE substr(scope, 1, length(?1) + 1) = ?1 || '/'",
        bucket.origin);
    transaction.update("DELETE FROM cache WHERE origin = ?", bucket.origin);
    transaction.update("DELETE FROM body WHERE bucket_id = ?", bucket.id);
    remove(transaction, bucket);
    return files;
  }
}
