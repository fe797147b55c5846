package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.fetch.ResponseFilter;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreOptions;

/**
 * An item of a request response list. Never changes: what replaces it has another id.
 *
 * @param id the row's id
 * @param url the request's URL without its fragment
 * @param request the request, without its body
 * @param response the response with its stored body
 * @param vary the response's Vary header, combined
 * @param textLength how many characters request and response had as text
 */
record CachedEntry(
    long id,
    String url,
    FetchRequest request,
    FetchResponse response,
    String vary,
    int textLength) {

  /** Whether a query finds it that has led to its URL; its method was checked when it was put. */
  boolean matches(CacheQuery query) {
    return query.request() == null
        || query.ignoreVary()
        || RequestMatch.sameByVary(vary, query.request().headers(), request.headers());
  }

  /** The Vary header as a script sees it, combined; empty where there is none. */
  static String vary(FetchResponse response) {
    String vary = ResponseFilter.visibleHeaders(response).get("Vary");
    return vary == null ? "" : vary;
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
