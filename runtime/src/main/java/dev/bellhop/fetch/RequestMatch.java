package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import java.util.Objects;

/**
 * How strictly a request is compared with one that was stored with its response. Immutable.
 *
 * @param ignoreSearch whether the query part of URLs counts for nothing
 * @param ignoreMethod whether stored requests of other methods than GET match; the query's own
 *     method is never looked at
 * @param ignoreVary whether the response's Vary header counts for nothing
 * @see <a href="https://w3c.github.io/ServiceWorker/#request-matches-cached-item-algorithm">Service
 *     Workers: Request matches cached item</a>
 */
public record RequestMatch(boolean ignoreSearch, boolean ignoreMethod, boolean ignoreVary) {

  /**
   * Whether a stored request is one that is looked for.
   *
   * @param query the request that is looked for
   * @param stored the request that was stored
   * @param vary the Vary header of the stored response, combined; empty where it has none
   */
  public boolean matches(FetchRequest query, FetchRequest stored, String vary) {
    return (ignoreMethod || stored.method().equals("GET"))
        && comparable(query).equals(comparable(stored))
        && (ignoreVary || sameByVary(vary, query.headers(), stored.headers()));
  }

  /** A request's URL as it is compared: without its fragment. */
  public static String url(FetchRequest request) {
    String href = request.url().href();
    int hash = href.indexOf('#');
    return hash < 0 ? href : href.substring(0, hash);
  }

  /** A request's URL as it is compared where the query part counts for nothing. */
  public static String urlWithoutSearch(FetchRequest request) {
    return withoutSearch(url(request));
  }

  /** Such a URL without its query part. */
  public static String withoutSearch(String url) {
    int search = url.indexOf('?');
    return search < 0 ? url : url.substring(0, search);
  }

  /** Whether a response with this Vary header matches no request at all. */
  public static boolean variesByEverything(String vary) {
    return HeaderValues.split(vary).contains("*");
  }

  private String comparable(FetchRequest request) {
    return ignoreSearch ? urlWithoutSearch(request) : url(request);
  }

  /** Whether the headers that a Vary header names, where there is one, are the same in both. */
  public static boolean sameByVary(String vary, HeaderList query, HeaderList stored) {
    if (vary.isEmpty()) {
      return true;
    }
    for (String field : HeaderValues.split(vary)) {
      if (field.equals("*") || !Objects.equals(query.get(field), stored.get(field))) {
        return false;
      }
    }
    return true;
  }
}
