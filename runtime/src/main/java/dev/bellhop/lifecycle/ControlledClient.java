package dev.bellhop.lifecycle;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.RequestHandler;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a client, which go through the worker that controls it. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-control">Service Workers: control</a>
 */
public final class ControlledClient implements RequestHandler {
  private static final Set<String> NEVER_HANDLED = Set.of("embed", "object");

  private final Client client;

  /** The requests of this client. */
  public ControlledClient(Client client) {
    this.client = client;
  }

  /**
   * {@inheritDoc}
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#handle-fetch">Service Workers: Handle
   *     Fetch</a>
   */
  @Override
  public CompletableFuture<Optional<FetchResponse>> handle(
      FetchRequest request, CancelToken cancel) {
    Worker controller = client.controller();
    if (controller == null
        || controller.state() == WorkerState.REDUNDANT
        || NEVER_HANDLED.contains(request.destination())
        || !controller.eventTypes().contains("fetch")) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var exchange = new FetchExchange(request, client.id(), cancel);
    controller.registration().activated().thenAccept(worker -> dispatch(worker, exchange));
    return exchange.answer();
  }

  private static void dispatch(Worker worker, FetchExchange exchange) {
    String about = exchange.request().method() + " " + exchange.request().url().href();
    worker
        .dispatch("fetch", about, exchange)
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null) {
                exchange.fail(
                    "the worker did not handle the request for "
                        + exchange.request().url().withoutFragment()
                        + ": "
                        + message(failure));
              } else {
                // Nobody listened, or the event ended without an answer: there was nothing to wait
                // for.
                exchange.fallBack();
              }
            });
  }

  private static @Nullable String message(Throwable failure) {
    Throwable cause = Causes.of(failure);
    return cause.getMessage();
  }
}
