package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through a fetch event, and the worker's answer: the first one counts. Safe
 * from any thread.
 */
public final class FetchExchange {
  private final FetchRequest request;
  private final Ids ids;
  private final @Nullable NavigationPreload preload;
  private final CancelToken cancel;
  private final CompletableFuture<Optional<FetchResponse>> answer = new CompletableFuture<>();
  private volatile boolean begun;

  /**
   * The clients that a fetch event names; "" where there is none.
   *
   * @param client who made the request
   * @param resulting what a navigation is going to make
   * @param replaced what is going to be replaced by that
   */
  public record Ids(String client, String resulting, String replaced) {
    /** Those of a request that a client makes for a subresource. */
    static Ids subresource(String client) {
      return new Ids(client, "", "");
    }
  }

  /**
   * A request.
   *
   * @param preload what is fetched beside the event, or null
   * @param cancel aborts the fetch
   */
  FetchExchange(
      FetchRequest request, Ids ids, @Nullable NavigationPreload preload, CancelToken cancel) {
    this.request = request;
    this.ids = ids;
    this.preload = preload;
    this.cancel = cancel;
    cancel.onCancel(
        () ->
            answer.completeExceptionally(
                new NetworkError(NetworkError.Reason.ABORTED, "the fetch was aborted", null)));
  }

  /** The request, for the event that is made now. */
  public FetchRequest begin() {
    begun = true;
    return request;
  }

  /** The request. */
  public FetchRequest request() {
    return request;
  }

  /** The clients that the event names. */
  public Ids ids() {
    return ids;
  }

  /** What is fetched beside the event, or null. */
  public @Nullable NavigationPreload preload() {
    return preload;
  }

  /** Aborts the fetch. */
  public CancelToken cancel() {
    return cancel;
  }

  /** The response, empty for the network, or a {@link NetworkError}. */
  CompletableFuture<Optional<FetchResponse>> answer() {
    return answer;
  }

  /**
   * Whether the event can be dispatched again: it was not answered, and nothing that can be read
   * once only has been shown to a worker.
   */
  boolean repeatable() {
    return !answer.isDone()
        && (!begun || preload == null && (request.body() == null || request.body().replayable()));
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
