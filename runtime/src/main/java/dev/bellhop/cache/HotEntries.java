package dev.bellhop.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.RequestMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was lately looked up, in memory: the list of entries for a URL in one cache or in all. An
 * answer that was read while something changed is not kept: whoever looks up takes a {@link
 * #version} first, and whoever changes calls {@link #changed} after the commit and before anybody
 * hears of it.
 */
final class HotEntries {
  /** Stands for all caches of the origin. */
  static final long ALL_CACHES = 0;

  private static final long MOST_BYTES = 16L << 20;

  /** What was looked for: entries of a URL, or of the path that it begins with. */
  private record Key(long cache, String url, boolean anySearch) {}

  private final AtomicLong version = new AtomicLong();
  private final Cache<Key, List<CachedEntry>> answers =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .<Key, List<CachedEntry>>weigher((key, entries) -> weight(key, entries))
          .executor(Runnable::run)
          .build();

  /** By URL the last entry that the tables do not have yet: what they say of it is too old. */
  private final Map<Key, CachedEntry> pending = new ConcurrentHashMap<>();

  private static int weight(Key key, List<CachedEntry> entries) {
    long weight = 2L * key.url().length() + 100;
    for (CachedEntry entry : entries) {
      weight += entry.weight();
    }
    return (int) Math.min(weight, Integer.MAX_VALUE);
  }

  long version() {
    return version.get();
  }

  /** The kept answer to such a query, whatever the Vary header; or null. */
  @Nullable List<CachedEntry> get(long cache, FetchRequest request, boolean ignoreSearch) {
    return answers.getIfPresent(key(cache, request, ignoreSearch));
  }

  private static Key key(long cache, FetchRequest request, boolean ignoreSearch) {
    return ignoreSearch
        ? new Key(cache, RequestMatch.urlWithoutSearch(request), true)
        : new Key(cache, RequestMatch.url(request), false);
  }

  /** Keeps an answer unless something has changed since the version was taken. */
  void keep(
      long cache,
      FetchRequest request,
      boolean ignoreSearch,
      List<CachedEntry> entries,
      long readAt) {
    answers
        .asMap()
        .compute(
            key(cache, request, ignoreSearch),
            (key, present) -> version.get() == readAt ? List.copyOf(entries) : present);
  }

  /** The entries that the tables have now for a URL, to be told after {@link #changed}. */
  void put(long cache, String url, List<CachedEntry> entries) {
    pending.compute(
        new Key(cache, url, false),
        (key, last) -> {
          if (last == null) {
            answers.put(key, List.copyOf(entries));
          }
          return last;
        });
  }

  /** An entry counts from now on, in place of those that it replaces; the tables come later. */
  void logged(CachedEntry entry) {
    CacheQuery query = CacheQuery.of(entry.request());
    pending.compute(
        new Key(entry.cache(), entry.url(), false),
        (key, last) -> {
          // What is not known here stays unknown until the tables have said it.
          List<CachedEntry> before = answers.getIfPresent(key);
          changed(entry.cache(), List.of(entry.url()));
          if (before != null) {
            var now = new ArrayList<>(before);
            now.removeIf(other -> other.matches(query));
            now.add(entry);
            answers.put(key, List.copyOf(now));
          }
          return entry;
        });
  }

  /** The tables have such an entry, or never will, and all that the URL has where that is told. */
  void applied(CachedEntry logged, List<CachedEntry> entries) {
    pending.computeIfPresent(
        new Key(logged.cache(), logged.url(), false),
        (key, last) -> {
          if (last != logged) {
            return last;
          }
          if (!entries.isEmpty()) {
            answers.put(key, List.copyOf(entries));
          }
          return null;
        });
  }

  /** The entries of these URLs in a cache have changed. */
  void changed(long cache, Collection<String> urls) {
    // The version first: a lookup that has not kept its answer yet will not, and a kept one goes.
    version.incrementAndGet();
    for (String url : urls) {
      String path = RequestMatch.withoutSearch(url);
      for (long where : new long[] {cache, ALL_CACHES}) {
        answers.invalidate(new Key(where, url, false));
        answers.invalidate(new Key(where, path, true));
      }
    }
  }

  /** Anything may have changed. */
  void allChanged() {
    version.incrementAndGet();
    answers.invalidateAll();
  }
}
