package dev.bellhop.cache;

import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.fetch.ResponseFilter;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreOptions;
import org.jspecify.annotations.Nullable;

/**
 * An item of a request response list. Never changes.
 *
 * @param id the row's id, or {@link #NO_ID} where it was put just now
 * @param cache the id of its cache
 * @param url the request's URL without its fragment
 * @param request the request, without its body
 * @param response the response with its stored body, where that can be found
 * @param bodyId the id of its body, or null where it has none
 * @param vary the response's Vary header, combined
 * @param textLength how many characters request and response had as text
 */
record CachedEntry(
    long id,
    long cache,
    String url,
    FetchRequest request,
    FetchResponse response,
    @Nullable Long bodyId,
    String vary,
    int textLength) {

  /** Stands for an id that nobody has asked the tables for. */
  static final long NO_ID = 0;

  /** Whether it is damaged: its body is lost. No script finds it, but it can be replaced. */
  boolean lacksBody() {
    return bodyId != null && response.body() == null;
  }

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

  /** How many bytes it counts for beside its body. */
  int headBytes() {
    return url.length() + textLength;
  }

  /** What the trace is told when it is put into the cache of this name. */
  TraceEvent told(String name) {
    long bytes = response.body() instanceof StoredBody body ? body.size() : 0;
    return new TraceEvent.CachePut(name, request.method(), request.url().href(), bytes);
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
