package dev.bellhop.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the origins of a data folder have as a whole, one bucket each, and the buckets that they
 * have named besides, which are called by {@link BucketKey#text}. A bucket whose site is open, or
 * that was persisted, stays; others go when all together reach the store's limit, first the one
 * that was not used for longest, each with everything that its origin has. Safe from any thread.
 *
 * @see <a href="https://storage.spec.whatwg.org/#model">Storage: model</a>
 */
public final class StorageBuckets {
  /** Told of an origin whose data went, with the number of bytes that it counted. */
  @FunctionalInterface
  public interface EvictionListener {
    /** The data is gone for good. */
    void evicted(String origin, long bytes);
  }

  /**
   * How an origin stands.
   *
   * @param usage the bytes of its bodies, and of the names of its caches and the URLs, requests and
   *     responses of their entries as they are stored
   * @param quota how many it may have in all, by its own quota, the store's limit and the disk
   */
  public record Estimate(long usage, long quota) {}

  private final Database database;
  private final BodyFiles files;
  private final Quota quota;
  private final Map<String, CompletableFuture<Void>> clearing = new ConcurrentHashMap<>();
  private volatile @Nullable EvictionListener listener;

  /** With what an earlier process has left, and so many bytes for all together. */
  StorageBuckets(
      Database database,
      BodyFiles files,
      LongSupplier diskRoom,
      long limit,
      List<BucketRows.Found> found) {
    this.database = database;
    this.files = files;
    this.quota = new Quota(limit, diskRoom, this::clear);
    quota.found(found);
  }

  Quota quota() {
    return quota;
  }

  /** Who is to hear of evictions from now on. */
  public void onEviction(EvictionListener listener) {
    this.listener = listener;
  }

  /**
   * A site is being opened. Its bucket stays until the store is closed. Completes when nothing of a
   * former bucket is left, so that what the origin has can be read.
   *
   * @param quota how many bytes it may have
   */
  public CompletableFuture<Void> use(String origin, long quota, Instant now) {
    Quota.Bucket bucket = bucket(origin);
    bucket.use(quota, now.toEpochMilli());
    return touch(origin, now)
        .thenCombine(
            clearing.getOrDefault(origin, CompletableFuture.completedFuture(null)),
            (touched, cleared) -> null);
  }

  /** Writes down that the site is, or was, open at this time. */
  public CompletableFuture<Void> touch(String origin, Instant now) {
    Quota.Bucket bucket = bucket(origin);
    return database.write(
        transaction -> {
          BucketRows.save(transaction, bucket, now.toEpochMilli());
          return null;
        });
  }

  /**
   * How an origin stands when the tables have what is logged: before, that counts for as much as it
   * may take.
   */
  public CompletableFuture<Estimate> exactEstimate(String origin) {
    return database.read(transaction -> estimate(origin));
  }

  /** How an origin stands now, with all its buckets. */
  public Estimate estimate(String origin) {
    Quota.Bucket bucket = bucket(origin);
    return new Estimate(bucket.usedInAll(), bucket.mostRoughly());
  }

  /** As {@link #exactEstimate(String)}, for a bucket that a script has named. */
  public CompletableFuture<Estimate> exactEstimate(BucketKey key) {
    Quota.Bucket bucket = bucket(key.text());
    return database.read(transaction -> new Estimate(bucket.used(), bucket.mostRoughly()));
  }

  /** The buckets that an origin has named, by their names. */
  public CompletableFuture<List<NamedBucketRow>> named(String origin) {
    return database.read(transaction -> BucketRows.named(transaction, origin));
  }

  /** Writes a named bucket down, as new or as changed. */
  public CompletableFuture<Void> save(NamedBucketRow row) {
    Quota.Bucket bucket = bucket(row.key().text());
    bucket.wish(row.quota());
    return database.write(
        transaction -> {
          BucketRows.save(transaction, bucket, row);
          return null;
        });
  }

  /** Forgets a named bucket that has nothing any more. */
  public CompletableFuture<Void> remove(BucketKey key) {
    Quota.Bucket bucket = bucket(key.text());
    bucket.letGo();
    return database.write(
        transaction -> {
          BucketRows.remove(transaction, bucket);
          return null;
        });
  }

  /** How many bytes an origin can still store. */
  public long room(String origin) {
    Quota.Bucket bucket = bucket(origin);
    return Math.max(0, bucket.most() - bucket.usedInAll());
  }

  /** Whether an origin's bucket is never evicted. */
  public boolean persisted(String origin) {
    return bucket(origin).persisted();
  }

  /** Keeps an origin's bucket from being evicted, from now on and in later processes. */
  public CompletableFuture<Void> persist(String origin) {
    Quota.Bucket bucket = bucket(origin);
    return database.write(
        transaction -> {
          BucketRows.persist(transaction, bucket);
          bucket.persist();
          return null;
        });
  }

  /** The bucket of an origin, which is made where it is missing. */
  synchronized Quota.Bucket bucket(String origin) {
    Quota.Bucket found = quota.find(origin);
    if (found != null) {
      return found;
    }
    Quota.Bucket made = quota.add(origin);
    database.write(
        transaction -> {
          BucketRows.save(transaction, made, 0);
          return null;
        });
    return made;
  }

  /** Told by the quota, which has stopped counting the bucket. */
  private void clear(Quota.Bucket bucket) {
    long bytes = bucket.used();
    CompletableFuture<List<Long>> cleared =
        // Synced, lest a power cut bring rows back whose files are gone.
        database.writeSynced(transaction -> BucketRows.clear(transaction, bucket));
    CompletableFuture<Void> end =
        cleared.handleAsync(
            (bodies, failure) -> {
              if (bodies == null) {
                quota.restore(bucket);
                return null;
              }
              bodies.forEach(files::deleteOrLeave);
              EvictionListener told = listener;
              if (told != null) {
                told.evicted(bucket.origin, bytes);
              }
              return null;
            },
            task -> Thread.ofVirtual().name("bellhop-eviction").start(task));
    clearing.put(bucket.origin, end);
    end.thenRun(() -> clearing.remove(bucket.origin, end));
  }
}
