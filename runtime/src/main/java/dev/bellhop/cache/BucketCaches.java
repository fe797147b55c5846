package dev.bellhop.cache;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheCheck;
import dev.bellhop.CacheEntry;
import dev.bellhop.CacheExport;
import dev.bellhop.CacheImport;
import dev.bellhop.CacheSummary;
import dev.bellhop.Caches;
import dev.bellhop.TraceEvent;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The caches of an origin and those of the buckets that it has named, for a program: a cache of a
 * bucket is called {@code bucket:BUCKET/NAME}.
 */
public final class BucketCaches implements Caches {
  private static final String PREFIX = "bucket:";

  private final StoredCaches own;
  private final NamedBuckets buckets;

  /** With the caches of the default bucket, and the others. */
  public BucketCaches(StoredCaches own, NamedBuckets buckets) {
    this.own = own;
    this.buckets = buckets;
  }

  private static String fullName(String bucket, String cache) {
    return PREFIX + bucket + "/" + cache;
  }

  /** What has happened in a bucket, with the cache's full name. */
  static TraceEvent named(TraceEvent event, String bucket) {
    return switch (event) {
      case TraceEvent.CacheOpened(String name) ->
          new TraceEvent.CacheOpened(fullName(bucket, name));
      case TraceEvent.CachePut(String name, String method, String url, long bytes) ->
          new TraceEvent.CachePut(fullName(bucket, name), method, url, bytes);
      case TraceEvent.CacheEntriesDeleted(String name, int count) ->
          new TraceEvent.CacheEntriesDeleted(fullName(bucket, name), count);
      case TraceEvent.CacheWorkProgress(String name, String work, int entries, long bytes) ->
          new TraceEvent.CacheWorkProgress(fullName(bucket, name), work, entries, bytes);
      case TraceEvent.CacheImported(String name, int entries, long bytes) ->
          new TraceEvent.CacheImported(fullName(bucket, name), entries, bytes);
      case TraceEvent.CacheDeleted(String name) ->
          new TraceEvent.CacheDeleted(fullName(bucket, name));
      default -> event;
    };
  }

  @Override
  public CompletableFuture<List<String>> names() {
    return own.names()
        .thenCombine(
            buckets.all().thenCompose(BucketCaches::namesIn),
            (names, others) -> {
              List<String> all = new ArrayList<>(names);
              all.addAll(others);
              return all;
            });
  }

  private static CompletableFuture<List<String>> namesIn(List<NamedBucket> all) {
    CompletableFuture<List<String>> found = CompletableFuture.completedFuture(new ArrayList<>());
    for (NamedBucket bucket : all) {
      found =
          found.thenCombine(
              new StoredCaches(bucket.caches()).names(),
              (names, more) -> {
                more.forEach(name -> names.add(fullName(bucket.name(), name)));
                return names;
              });
    }
    return found;
  }

  /** The caches that a full name is among, and the name there. */
  private record Place(Caches caches, String name) {}

  private <T> CompletableFuture<T> at(String name, Function<Place, CompletableFuture<T>> question) {
    var unnamed = new Place(own, name);
    int slash = name.indexOf('/');
    if (!name.startsWith(PREFIX) || slash < 0) {
      return question.apply(unnamed);
    }
    String wanted = name.substring(PREFIX.length(), slash);
    return buckets
        .all()
        .thenApply(
            all ->
                all.stream()
                    .filter(bucket -> bucket.name().equals(wanted))
                    .findFirst()
                    .map(
                        bucket ->
                            new Place(new StoredCaches(bucket.caches()), name.substring(slash + 1)))
                    .orElse(unnamed))
        .thenCompose(question);
  }

  @Override
  public CompletableFuture<CacheSummary> summary(String name) {
    return at(name, place -> place.caches().summary(place.name()))
        .thenApply(found -> new CacheSummary(name, found.entries(), found.bytes()));
  }

  @Override
  public CompletableFuture<List<CacheEntry>> entries(String name) {
    return at(name, place -> place.caches().entries(place.name()));
  }

  @Override
  public CompletableFuture<List<CacheEntry>> entries(String name, long after, int most) {
    return at(name, place -> place.caches().entries(place.name(), after, most));
  }

  @Override
  public CompletableFuture<Long> copyBody(CacheEntry entry, WritableByteChannel to) {
    return own.copyBody(entry, to);
  }

  @Override
  public CompletableFuture<CacheExport> export(String name, Path to, ArchiveFormat format) {
    return at(name, place -> place.caches().export(place.name(), to, format));
  }

  @Override
  public CompletableFuture<CacheImport> importFrom(String name, Path from) {
    return at(name, place -> place.caches().importFrom(place.name(), from));
  }

  private static Function<CacheCheck, CacheCheck> called(String name) {
    return check ->
        new CacheCheck(name, check.entries(), check.bytes(), check.damaged(), check.setAside());
  }

  @Override
  public CompletableFuture<CacheCheck> verify(String name) {
    return at(name, place -> place.caches().verify(place.name()).thenApply(called(name)));
  }

  @Override
  public CompletableFuture<CacheCheck> setAsideDamaged(String name) {
    return at(name, place -> place.caches().setAsideDamaged(place.name()).thenApply(called(name)));
  }

  @Override
  public CompletableFuture<Boolean> delete(String name) {
    return at(name, place -> place.caches().delete(place.name()));
  }
}
