package dev.bellhop.lifecycle;

import dev.bellhop.SiteResponse.Source;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The network and a fetch handler race for the response to a request. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#handle-fetch">Service Workers: Handle Fetch,
 *     the steps for "race-network-and-fetch-handler"</a>
 */
final class FetchRace {
  private final Fetcher network;

  FetchRace(Fetcher network) {
    this.network = network;
  }

  /**
   * Runs both.
   *
   * @param handler dispatches the event; what it is given cancels it
   */
  CompletableFuture<HandleFetch.Result> run(
      FetchRequest request,
      CancelToken cancel,
      Function<CancelToken, CompletableFuture<Optional<FetchResponse>>> handler) {
    var result = new CompletableFuture<HandleFetch.Result>();
    var networkCancel = new CancelToken();
    cancel.onCancel(networkCancel::cancel);
    CompletableFuture<FetchResponse> fetched = network.fetch(request, networkCancel);
    fetched.thenAccept(
        response -> {
          if (response.ok()) {
            offer(result, Source.ROUTED_TO_NETWORK, response);
          }
        });
    handler
        .apply(cancel)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              } else if (answer.isEmpty()) {
                useNetwork(result, fetched);
              } else if (offer(result, Source.WORKER, answer.get())) {
                networkCancel.cancel();
              }
            });
    return result;
  }

  /** The handler has left the request to the network, which has been asked already. */
  private static void useNetwork(
      CompletableFuture<HandleFetch.Result> result, CompletableFuture<FetchResponse> fetched) {
    fetched.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
          } else if (!result.isDone()) {
            offer(result, Source.ROUTED_TO_NETWORK, response);
          }
        });
  }

  private static boolean offer(
      CompletableFuture<HandleFetch.Result> result, Source source, FetchResponse response) {
    boolean first = result.complete(new HandleFetch.Result(source, Optional.of(response)));
    Body body = response.body();
    if (!first && body != null && !body.replayable()) {
      body.open().close();
    }
    return first;
  }
}
