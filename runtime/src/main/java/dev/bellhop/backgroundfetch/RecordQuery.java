package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestMatch;
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
  boolean matches(
      FetchRequest stored, @Nullable FetchResponse response, BackgroundFetchPolicy policy) {
    if (request == null) {
      return true;
    }
    String vary = response == null ? null : response.headers().get("Vary");
    boolean compared = policy.has(BackgroundFetchDifference.METHODS_COMPARED);
    return (!compared || ignoreMethod || stored.method().equals(request.method()))
        && new RequestMatch(ignoreSearch, ignoreMethod || compared, ignoreVary)
            .matches(request, stored, vary == null ? "" : vary);
  }
}
