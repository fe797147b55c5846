package dev.bellhop.cache;

import dev.bellhop.store.NamedBucketRow;
import dev.bellhop.store.Reach;
import dev.bellhop.store.StorageBuckets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that a script has named. One that is removed, or whose time is over, fails with a {@link
 * CacheException}. Safe from any thread.
 *
 * @see <a href="https://wicg.github.io/storage-buckets/#storagebucket">Storage Buckets:
 *     StorageBucket</a>
 */
public final class NamedBucket {
  private final NamedBuckets owner;
  private final CacheStorage caches;
  private NamedBucketRow row;
  private boolean removed;

  NamedBucket(NamedBuckets owner, NamedBucketRow row, CacheStorage caches) {
    this.owner = owner;
    this.row = row;
    this.caches = caches;
  }

  /** Its name. */
  public String name() {
    return row().key().name();
  }

  /** Its caches, which work on as objects when it is removed; {@link #requireThere} says that. */
  public CacheStorage caches() {
    return caches;
  }

  /**
   * Nothing, where the bucket is there.
   *
   * @throws CacheException where it is not
   */
  public void requireThere() {
    if (isGone()) {
      throw new CacheException(
          "UnknownError", "The storage bucket \"" + name() + "\" is gone.", null);
    }
  }

  /** Whether it is never evicted. */
  public boolean persisted() {
    requireThere();
    return owner.buckets().persisted(row().key().text());
  }

  /** Keeps it from being evicted, from now on. */
  public CompletableFuture<Void> persist() {
    requireThere();
    return owner.buckets().persist(row().key().text());
  }

  /** How much it has and may have. */
  public CompletableFuture<StorageBuckets.Estimate> estimate() {
    requireThere();
    return owner.buckets().exactEstimate(row().key());
  }

  /** When it goes, or null. */
  public @Nullable Instant expires() {
    requireThere();
    return row().expires();
  }

  /** Changes when it goes; completes when that is written down. */
  public CompletableFuture<Void> setExpires(Instant expires) {
    requireThere();
    NamedBucketRow changed;
    synchronized (this) {
      row = row.withExpires(expires);
      changed = row;
    }
    return owner.buckets().save(changed);
  }

  /** What a change in it has survived when it is done, as the script has asked. */
  public Reach reach() {
    requireThere();
    return row().reach();
  }

  synchronized NamedBucketRow row() {
    return row;
  }

  /** From now on it is gone for everybody. */
  synchronized void removed() {
    removed = true;
  }

  synchronized boolean isGone() {
    return removed || row.isExpired(owner.now());
  }
}
