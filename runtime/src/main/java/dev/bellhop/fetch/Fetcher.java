package dev.bellhop.fetch;

import dev.bellhop.http.CancelToken;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** Runs the Fetch algorithms. Safe from any thread. */
public interface Fetcher {
  /**
   * Fetches. Completes when the final response's head is there, exceptionally with a {@link
   * NetworkError}; it may complete on a network thread. A failure after the head ends the body with
   * a {@link dev.bellhop.http.BodyException}.
   *
   * @param uploaded told how many further bytes of the request's body were transmitted
   * @param cancel aborts the fetch, its body included
   * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch: fetching</a>
   */
  CompletableFuture<FetchResponse> fetch(
      FetchRequest request, LongConsumer uploaded, CancelToken cancel);

  /** Fetches without watching the upload. */
  default CompletableFuture<FetchResponse> fetch(FetchRequest request, CancelToken cancel) {
    return fetch(request, bytes -> {}, cancel);
  }
}
