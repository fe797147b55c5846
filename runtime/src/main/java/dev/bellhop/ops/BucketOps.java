package dev.bellhop.ops;

import dev.bellhop.Permission;
import dev.bellhop.cache.CacheException;
import dev.bellhop.cache.NamedBucket;
import dev.bellhop.cache.NamedBuckets;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.Permissions;
import dev.bellhop.http.Causes;
import dev.bellhop.store.BucketKey;
import dev.bellhop.store.Reach;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/** What StorageBucketManager and StorageBucket ask of the host, for one realm. */
public final class BucketOps {
  private final Realm realm;
  private final NamedBuckets buckets;
  private final Permissions permissions;

  /** For one realm, with the buckets of its origin. */
  public BucketOps(Realm realm, NamedBuckets buckets, Permissions permissions) {
    this.realm = realm;
    this.buckets = buckets;
    this.permissions = permissions;
  }

  /** Throws where no bucket can have this name. */
  @HostAccess.Export
  public void requireName(String name) {
    if (!BucketKey.isValidName(name)) {
      throw new OpException(
          "TypeError",
          "A storage bucket's name has lowercase letters, digits, - and _, begins with one of the"
              + " first two, and has 64 characters at most.");
    }
  }

  /**
   * Opens or makes a bucket: a NamedBucket.
   *
   * @param persisted whether it is to be persisted, where that is granted
   * @param quota bytes, or null
   * @param expires milliseconds since 1970, or null
   * @param durability "strict" or "relaxed"
   */
  @HostAccess.Export
  public void open(
      String name,
      boolean persisted,
      @Nullable Double quota,
      @Nullable Double expires,
      String durability,
      Value done) {
    Instant end = expires == null ? null : Instant.ofEpochMilli(expires.longValue());
    if (end != null && end.isBefore(realm.settings().clock().now())) {
      throw new OpException("TypeError", "A storage bucket cannot expire in the past.");
    }
    var wishes =
        new NamedBuckets.Wishes(
            quota == null ? null : quota.longValue(),
            end,
            durability.equals("strict") ? Reach.DISK : Reach.PROCESS);
    boolean granted = persisted && permissions.granted(Permission.PERSISTENT_STORAGE);
    settle(
        buckets
            .open(name, wishes)
            .thenCompose(
                bucket ->
                    granted
                        ? bucket.persist().thenApply(nothing -> bucket)
                        : CompletableFuture.completedFuture(bucket)),
        done,
        bucket -> bucket);
  }

  /** The names of the buckets, in an array. */
  @HostAccess.Export
  public void names(Value done) {
    settle(
        buckets.all(),
        done,
        all -> ProxyArray.fromArray(all.stream().map(NamedBucket::name).toArray()));
  }

  /** Removes the bucket of this name, where there is one. */
  @HostAccess.Export
  public void remove(String name, Value done) {
    settle(buckets.delete(name), done, nothing -> null);
  }

  /** Whether a bucket is never evicted. */
  @HostAccess.Export
  public void persisted(NamedBucket bucket, Value done) {
    answer(bucket::persisted, done, persisted -> persisted);
  }

  /** Keeps a bucket from being evicted, where that is granted: whether it is kept. */
  @HostAccess.Export
  public void persist(NamedBucket bucket, Value done) {
    settle(
        now(bucket::persisted)
            .thenCompose(
                persisted ->
                    !persisted && permissions.granted(Permission.PERSISTENT_STORAGE)
                        ? bucket.persist().thenApply(nothing -> true)
                        : CompletableFuture.completedFuture(persisted)),
        done,
        persisted -> persisted);
  }

  /** How many bytes a bucket has and may have, in an array. */
  @HostAccess.Export
  public void estimate(NamedBucket bucket, Value done) {
    settle(
        now(() -> bucket).thenCompose(NamedBucket::estimate),
        done,
        found -> ProxyArray.fromArray((double) found.usage(), (double) found.quota()));
  }

  /** "strict" or "relaxed". */
  @HostAccess.Export
  public void durability(NamedBucket bucket, Value done) {
    answer(bucket::reach, done, reach -> reach == Reach.DISK ? "strict" : "relaxed");
  }

  /** When a bucket goes, in milliseconds since 1970, or null. */
  @HostAccess.Export
  public void expires(NamedBucket bucket, Value done) {
    settle(
        now(() -> new Expiry(bucket.expires())),
        done,
        expiry -> expiry.at() == null ? null : (double) expiry.at().toEpochMilli());
  }

  private record Expiry(@Nullable Instant at) {}

  /** Changes when a bucket goes. */
  @HostAccess.Export
  public void setExpires(NamedBucket bucket, double expires, Value done) {
    settle(
        now(() -> bucket)
            .thenCompose(found -> found.setExpires(Instant.ofEpochMilli((long) expires))),
        done,
        nothing -> null);
  }

  /** The operations on a bucket's caches. */
  @HostAccess.Export
  public CacheOps caches(NamedBucket bucket) {
    return new CacheOps(realm, bucket.caches());
  }

  /** Throws where a bucket is gone. */
  @HostAccess.Export
  public void requireThere(NamedBucket bucket) {
    try {
      bucket.requireThere();
    } catch (CacheException e) {
      throw named(e);
    }
  }

  private <T> void answer(Supplier<T> question, Value done, Function<T, Object> convert) {
    settle(now(question), done, convert);
  }

  /** What is there at once, or why it is not. */
  private static <T> CompletableFuture<T> now(Supplier<T> question) {
    return CompletableFuture.completedFuture(null).thenApply(nothing -> question.get());
  }

  private <T extends @Nullable Object> void settle(
      CompletableFuture<T> future,
      Value done,
      Function<? super T, ? extends @Nullable Object> convert) {
    realm.settle(
        future.exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    Causes.of(failure) instanceof CacheException e ? named(e) : failure)),
        done,
        convert);
  }

  private static OpException named(CacheException failure) {
    return new OpException(failure.errorName(), String.valueOf(failure.getMessage()));
  }
}
