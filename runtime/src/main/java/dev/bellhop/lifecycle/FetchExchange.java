package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way through a fetch event, and the worker's answer: the first one counts. Safe
 * from any thread.
 */
public final class FetchExchange {
  private final FetchRequest request;
  private final String clientId;
  private final CancelToken cancel;
  private final CompletableFuture<Optional<FetchResponse>> answer = new CompletableFuture<>();

  /**
   * A request of a client for a subresource.
   *
   * @param clientId the id of the client, "" where none made the request
   * @param cancel aborts the fetch
   */
  public FetchExchange(FetchRequest request, String clientId, CancelToken cancel) {
    this.request = request;
    this.clientId = clientId;
    this.cancel = cancel;
    cancel.onCancel(
        () ->
            answer.completeExceptionally(
                new NetworkError(NetworkError.Reason.ABORTED, "the fetch was aborted", null)));
  }

  /** The request. */
  public FetchRequest request() {
    return request;
  }

  /** The id of the client that made it, or "". */
  public String clientId() {
    return clientId;
  }

  /** Aborts the fetch. */
  public CancelToken cancel() {
    return cancel;
  }

  /** The response, empty for the network, or a {@link NetworkError}. */
  CompletableFuture<Optional<FetchResponse>> answer() {
    return answer;
  }

  /** Whether another event for the same request has a sense: the first one was not answered. */
  boolean repeatable() {
    return !answer.isDone() && (request.body() == null || request.body().replayable());
  }

  /** The worker responded. */
  public void respond(FetchResponse response) {
    if (!answer.complete(Optional.of(response))) {
      Body body = response.body();
      if (body != null && !body.replayable()) {
        body.open().close();
      }
    }
  }

  /** The worker leaves the request to the network. */
  public void fallBack() {
    answer.complete(Optional.empty());
  }

  /** The fetch fails, for the reason that this sentence gives. */
  public void fail(String why) {
    answer.completeExceptionally(new NetworkError(NetworkError.Reason.SERVICE_WORKER, why, null));
  }
}
