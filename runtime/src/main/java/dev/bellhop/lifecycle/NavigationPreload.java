package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.http.CancelToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The request that goes to the network while a worker is being started for a navigation. Safe from
 * any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#handle-fetch">Service Workers: Handle Fetch,
 *     the steps about the navigation preload enabled flag</a>
 */
public final class NavigationPreload {
  private static final String HEADER = "Service-Worker-Navigation-Preload";

  private final CompletableFuture<FetchResponse> response;
  private final CancelToken own = new CancelToken();
  private final AtomicBoolean taken = new AtomicBoolean();

  private NavigationPreload(FetchRequest request, Fetcher network, CancelToken navigation) {
    navigation.onCancel(own::cancel);
    response = network.fetch(request, own);
  }

  /** Sends the request of a navigation with the header's value. */
  static NavigationPreload begin(
      FetchRequest navigation, String headerValue, Fetcher network, CancelToken cancel) {
    return new NavigationPreload(
        navigation.withHeaders(navigation.headers().with(HEADER, headerValue)), network, cancel);
  }

  /** The response, which is the caller's from now on; fails with a network error. */
  public CompletableFuture<FetchResponse> take() {
    taken.set(true);
    return response;
  }

  /** The event has ended: a response that nobody has taken is given up. */
  void end() {
    if (!taken.get()) {
      own.cancel();
    }
  }
}
