package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestHandler;
import dev.bellhop.http.CancelToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The requests of a client for subresources, which go through the worker that controls it. Safe
 * from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-control">Service Workers: control</a>
 */
public final class ControlledClient implements RequestHandler {
  private final Client client;
  private final HandleFetch fetches;

  /** The requests of this client. */
  public ControlledClient(Client client, HandleFetch fetches) {
    this.client = client;
    this.fetches = fetches;
  }

  @Override
  public CompletableFuture<Optional<FetchResponse>> handle(
      FetchRequest request, CancelToken cancel) {
    Worker controller = client.controller();
    if (controller == null || controller.state() == WorkerState.REDUNDANT) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return fetches
        .handle(
            controller.registration(), request, FetchExchange.Ids.subresource(client.id()), cancel)
        .thenApply(HandleFetch.Result::response);
  }
}
