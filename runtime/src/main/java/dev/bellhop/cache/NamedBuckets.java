package dev.bellhop.cache;

import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.store.BucketKey;
import dev.bellhop.store.NamedBucketRow;
import dev.bellhop.store.Reach;
import dev.bellhop.store.StorageBuckets;
import dev.bellhop.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that the scripts of one origin have named, each with caches of its own. One object
 * for each origin and store; steps are taken one after another. Read from the store at the first
 * one. Safe from any thread.
 *
 * @see <a href="https://wicg.github.io/storage-buckets/#storagebucketmanager">Storage Buckets:
 *     StorageBucketManager</a>
 */
public final class NamedBuckets {
  private final String origin;
  private final Store store;
  private final Reach least;
  private final HostClock clock;
  private final Consumer<TraceEvent> trace;
  private final SortedMap<String, NamedBucket> byName = new TreeMap<>();
  private @Nullable CompletableFuture<?> last;

  /**
   * The buckets of an origin.
   *
   * @param least what a change in any of them has survived when it is done
   */
  public NamedBuckets(
      String origin, Store store, Reach least, HostClock clock, Consumer<TraceEvent> trace) {
    this.origin = origin;
    this.store = store;
    this.least = least;
    this.clock = clock;
    this.trace = trace;
  }

  /**
   * What a script wants of a bucket.
   *
   * @param quota null where only the origin's quota counts
   * @param expires null for never, or for what it was
   * @param reach what a change in it has survived when it is done
   */
  public record Wishes(@Nullable Long quota, @Nullable Instant expires, Reach reach) {}

  /**
   * The bucket of this name, which is made where it is missing. Quota and reach are those of its
   * making.
   *
   * @see <a href="https://wicg.github.io/storage-buckets/#open-a-bucket">Storage Buckets: open a
   *     bucket</a>
   */
  public CompletableFuture<NamedBucket> open(String name, Wishes wishes) {
    return enqueue(
        () ->
            withoutExpired()
                .thenCompose(
                    nothing -> {
                      NamedBucket found = find(name);
                      return found == null ? make(name, wishes) : renewed(found, wishes);
                    }));
  }

  private CompletableFuture<NamedBucket> make(String name, Wishes wishes) {
    NamedBucket made =
        keep(
            new NamedBucketRow(
                new BucketKey(origin, name),
                wishes.quota(),
                wishes.expires(),
                wishes.reach(),
                NamedBucketRow.State.THERE));
    return buckets().save(made.row()).thenApply(nothing -> made);
  }

  private static CompletableFuture<NamedBucket> renewed(NamedBucket found, Wishes wishes) {
    return wishes.expires() == null
        ? CompletableFuture.completedFuture(found)
        : found.setExpires(wishes.expires()).thenApply(nothing -> found);
  }

  private synchronized NamedBucket keep(NamedBucketRow row) {
    var bucket = new NamedBucket(this, row, caches(row));
    byName.put(row.key().name(), bucket);
    return bucket;
  }

  private CacheStorage caches(NamedBucketRow row) {
    return new CacheStorage(
        row.key(),
        store.database(),
        store.bodies().of(row.key().text()),
        row.reach() == Reach.DISK ? Reach.DISK : least,
        clock,
        event -> trace.accept(BucketCaches.named(event, row.key().name())));
  }

  private synchronized @Nullable NamedBucket find(String name) {
    return byName.get(name);
  }

  /** All of them, by their names. */
  public CompletableFuture<List<NamedBucket>> all() {
    return enqueue(() -> withoutExpired().thenApply(nothing -> there()));
  }

  private synchronized List<NamedBucket> there() {
    return List.copyOf(byName.values());
  }

  /** Removes a bucket with all that it has, where there is one of this name. */
  public CompletableFuture<Void> delete(String name) {
    return enqueue(
        () -> {
          NamedBucket found = find(name);
          return found == null ? CompletableFuture.completedFuture(null) : remove(found);
        });
  }

  /**
   * @see <a href="https://wicg.github.io/storage-buckets/#remove-a-bucket">Storage Buckets: remove
   *     a bucket</a>
   */
  private CompletableFuture<Void> remove(NamedBucket bucket) {
    bucket.removed();
    synchronized (this) {
      byName.remove(bucket.name());
    }
    return buckets().save(bucket.row().removed()).thenCompose(nothing -> empty(bucket));
  }

  /** Its caches go one by one, and objects for them work on; the next process goes on with it. */
  private CompletableFuture<Void> empty(NamedBucket bucket) {
    CacheStorage caches = bucket.caches();
    return caches
        .keys()
        .thenCompose(
            names ->
                CompletableFuture.allOf(
                    names.stream().map(caches::delete).toArray(CompletableFuture<?>[]::new)))
        .thenCompose(nothing -> buckets().remove(bucket.row().key()));
  }

  private CompletableFuture<Void> withoutExpired() {
    return CompletableFuture.allOf(
        there().stream()
            .filter(NamedBucket::isGone)
            .map(this::remove)
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> load() {
    return buckets()
        .named(origin)
        .thenCompose(
            rows ->
                CompletableFuture.allOf(
                    rows.stream().map(this::restore).toArray(CompletableFuture<?>[]::new)));
  }

  private CompletableFuture<Void> restore(NamedBucketRow row) {
    NamedBucket bucket = keep(row);
    return row.state() == NamedBucketRow.State.REMOVED
        ? remove(bucket)
        : CompletableFuture.completedFuture(null);
  }

  private synchronized <T extends @Nullable Object> CompletableFuture<T> enqueue(
      Supplier<CompletableFuture<T>> step) {
    CompletableFuture<?> before = last == null ? load() : last;
    CompletableFuture<T> end = before.thenCompose(nothing -> step.get());
    last = end.handle((done, failure) -> null);
    return end;
  }

  StorageBuckets buckets() {
    return store.buckets();
  }

  Instant now() {
    return clock.now();
  }
}
