package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in a cache: a request and how strictly it is compared. What is cached has the
 * method GET, so ignoreMethod is for the caller: it says whether a request of another method is
 * looked for at all.
 *
 * @param request the request, or null for everything
 * @param ignoreSearch whether the query part of URLs counts for nothing
 * @param ignoreVary whether the response's Vary header counts for nothing
 * @see <a href="https://w3c.github.io/ServiceWorker/#dictdef-cachequeryoptions">Service Workers:
 *     CacheQueryOptions</a>
 */
public record CacheQuery(@Nullable FetchRequest request, boolean ignoreSearch, boolean ignoreVary) {
  /** Finds everything. */
  public static CacheQuery all() {
    return new CacheQuery(null, false, false);
  }

  /** Finds by the default options. */
  public static CacheQuery of(FetchRequest request) {
    return new CacheQuery(request, false, false);
  }

  /** With the query part of URLs counting for nothing. */
  public CacheQuery withoutSearch() {
    return new CacheQuery(request, true, ignoreVary);
  }

  /** With the Vary header counting for nothing. */
  public CacheQuery withoutVary() {
    return new CacheQuery(request, ignoreSearch, true);
  }
}
