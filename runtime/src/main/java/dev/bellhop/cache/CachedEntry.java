package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreOptions;

/**
 * An item of a request response list. Never changes: what replaces it has another id.
 *
 * @param id the row's id
 * @param request the request, without its body
 * @param response the response with its stored body
 * @param vary the response's Vary header, combined
 * @param textLength how many characters request and response had as text
 */
record CachedEntry(
    long id, FetchRequest request, FetchResponse response, String vary, int textLength) {

  /**
   * The part of the comparison that the URL's index has not done.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#request-matches-cached-item-algorithm">
   *     Service Workers: Request Matches Cached Item</a>
   */
  boolean matches(CacheQuery query) {
    return query.request() == null
        || query.ignoreVary()
        || vary.isEmpty()
        || Vary.sameRequest(vary, query.request().headers(), request.headers());
  }

  /** About how many bytes it keeps in memory. */
  int weight() {
    int body =
        response.body() instanceof StoredBody stored
            ? (int) Math.min(stored.size(), StoreOptions.SMALL_BODY)
            : 0;
    return 2 * textLength + body + 500;
  }
}
