package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import org.jspecify.annotations.Nullable;

/**
 * What match() and matchAll() look for.
 *
 * @param request what to look for, or null for all records
 * @param ignoreSearch whether the query part of URLs counts for nothing
 * @param ignoreMethod whether records of other methods than GET are found; the query's own method
 *     is never looked at
 * @param ignoreVary whether the response's Vary header counts for nothing
 * @see <a href="https://w3c.github.io/ServiceWorker/#request-matches-cached-item-algorithm">Service
 *     Workers: Request matches cached item</a>
 */
public record RecordQuery(
    @Nullable FetchRequest request,
    boolean ignoreSearch,
    boolean ignoreMethod,
    boolean ignoreVary) {

  /** Finds every record. */
  public static RecordQuery all() {
    return new RecordQuery(null, false, false, false);
  }

  /** Whether a record is found. */
  boolean matches(FetchRequest stored, @Nullable FetchResponse response) {
    if (request == null) {
      return true;
    }
    if (!ignoreMethod && !stored.method().equals("GET")) {
      return false;
    }
    if (!comparable(request).equals(comparable(stored))) {
      return false;
    }
    String vary = response == null || ignoreVary ? null : response.headers().get("Vary");
    if (vary == null) {
      return true;
    }
    for (String name : vary.split(",")) {
      String field = name.strip();
      if (field.equals("*")) {
        return false;
      }
      String wanted = request.headers().get(field);
      String sent = stored.headers().get(field);
      if (wanted == null ? sent != null : !wanted.equals(sent)) {
        return false;
      }
    }
    return true;
  }

  private String comparable(FetchRequest request) {
    String href = request.url().href();
    int hash = href.indexOf('#');
    String url = hash < 0 ? href : href.substring(0, hash);
    int search = url.indexOf('?');
    return ignoreSearch && search >= 0 ? url.substring(0, search) : url;
  }
}
