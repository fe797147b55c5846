package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.backgroundfetch.BackgroundFetchException.Kind;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import java.util.concurrent.CompletableFuture;

/**
 * A record as match() finds it. Its bodies stay readable while it is reachable, also after the
 * background fetch has let its records go. Safe from any thread.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-record-interface">
 *     Background Fetch: BackgroundFetchRecord</a>
 */
public final class FetchRecord {
  private final FetchRequest request;
  private final RecordData data;
  private final BackgroundFetchPolicy policy;

  FetchRecord(FetchRequest request, RecordData data, BackgroundFetchPolicy policy) {
    this.request = request;
    this.data = data;
    this.policy = policy;
  }

  /** The request, with its body where it has one; that can be read many times. */
  public FetchRequest request() {
    return request;
  }

  /**
   * Completes with the response when its head is there, its body may still grow; exceptionally with
   * a {@link BackgroundFetchException} where the record fails or has failed. A new response each
   * time.
   */
  public CompletableFuture<FetchResponse> responseReady() {
    return data.response(
        policy.has(BackgroundFetchDifference.FAILURES_ARE_UNKNOWN) ? Kind.UNKNOWN : Kind.TYPE);
  }
}
