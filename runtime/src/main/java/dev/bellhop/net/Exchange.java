package dev.bellhop.net;

import dev.bellhop.http.Body;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request under way, from the pool's queue to the end of its response. Safe from any thread. */
final class Exchange {
  /**
   * What a server may be asked for twice without harm.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2">RFC 9110: idempotent
   *     methods</a>
   */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private final TransportRequest request;
  private final Route route;
  private @Nullable CompletableFuture<TransportResponse> response;
  private @Nullable Runnable abort;
  private @Nullable ReadAheadQueue body;
  private boolean cancelled;
  private boolean fresh;

  /**
   * @param response completed when the head is there, and then forgotten here: a response that
   *     nobody else keeps is to be collected
   */
  Exchange(TransportRequest request, Route route, CompletableFuture<TransportResponse> response) {
    this.request = request;
    this.route = route;
    this.response = response;
    // Where a used connection turns out dead nobody knows whether the request has come through.
    this.fresh =
        request.reuse() == TransportRequest.Reuse.NONE || !IDEMPOTENT.contains(request.method());
  }

  TransportRequest request() {
    return request;
  }

  Route route() {
    return route;
  }

  /** Whether it must not be sent on a connection that was used before. */
  synchronized boolean needsFreshConnection() {
    return fresh;
  }

  /**
   * Whether the request may be sent again after a used connection turned out to be dead; true at
   * most once.
   */
  synchronized boolean retry() {
    Body sent = request.body();
    if (fresh || cancelled || sent != null && !sent.replayable()) {
      return false;
    }
    fresh = true;
    return true;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** What ends the stage that the exchange is in now; run at once where it is cancelled already. */
  void onAbort(Runnable stage) {
    synchronized (this) {
      if (!cancelled) {
        abort = stage;
        return;
      }
    }
    stage.run();
  }

  /** The head is here. */
  void respond(TransportResponse head, ReadAheadQueue queue) {
    CompletableFuture<TransportResponse> waiting;
    synchronized (this) {
      body = queue;
      if (cancelled) {
        queue.cancel(Failures.cancelled());
      }
      waiting = takeResponse();
    }
    if (waiting != null) {
      waiting.complete(head);
    }
  }

  private synchronized @Nullable CompletableFuture<TransportResponse> takeResponse() {
    CompletableFuture<TransportResponse> taken = response;
    response = null;
    return taken;
  }

  /** Fails the response or, where its head was there already, its body. */
  void fail(TransportException why) {
    ReadAheadQueue queue;
    CompletableFuture<TransportResponse> waiting;
    synchronized (this) {
      abort = null;
      queue = body;
      waiting = takeResponse();
    }
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
    if (queue != null) {
      queue.fail(why);
    }
  }

  /** The whole response is here; cancelling has no connection to end any more. */
  synchronized void finish() {
    abort = null;
  }

  void cancel() {
    Runnable stage;
    ReadAheadQueue queue;
    CompletableFuture<TransportResponse> waiting;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      stage = abort;
      abort = null;
      queue = body;
      waiting = takeResponse();
    }
    if (waiting != null) {
      waiting.completeExceptionally(Failures.cancelled());
    }
    if (queue != null) {
      queue.cancel(Failures.cancelled());
    }
    if (stage != null) {
      stage.run();
    }
  }
}
