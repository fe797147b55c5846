package dev.bellhop.fetch;

import dev.bellhop.http.CancelToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What may answer a request before it goes to the network: the service worker of a client. Safe
 * from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#handle-fetch">Service Workers: Handle
 *     Fetch</a>
 */
@FunctionalInterface
public interface RequestHandler {
  /**
   * Handles a request. Where it leaves the request to the network, it has not read a body that is
   * not replayable.
   *
   * @param cancel aborts the fetch
   * @return the response, or empty for "fall back to the network"; fails with a {@link
   *     NetworkError}
   */
  CompletableFuture<Optional<FetchResponse>> handle(FetchRequest request, CancelToken cancel);
}
