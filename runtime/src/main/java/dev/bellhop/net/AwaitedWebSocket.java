package dev.bellhop.net;

import java.util.concurrent.CompletableFuture;

/** A connection that is opened when its request is complete. Safe from any thread. */
public final class AwaitedWebSocket extends PendingWebSocket {
  private final WebSocketListener listener;
  private long demand;
  private boolean aborted;

  private AwaitedWebSocket(WebSocketListener listener) {
    this.listener = listener;
  }

  /** Opens one over a transport; it is lost where there will be no request. */
  public static WebSocketConnection after(
      CompletableFuture<WebSocketRequest> ready,
      WebSocketTransport transport,
      WebSocketListener listener) {
    var socket = new AwaitedWebSocket(listener);
    ready.whenComplete(
        (request, failure) -> {
          if (failure == null) {
            socket.open(request, transport);
          } else {
            socket.abort();
          }
        });
    return socket;
  }

  private synchronized void open(WebSocketRequest request, WebSocketTransport transport) {
    if (!aborted) {
      WebSocketConnection open = transport.open(request, listener);
      connected(open);
      open.request(demand);
    }
  }

  @Override
  public synchronized void request(long messages) {
    WebSocketConnection open = connection();
    if (open == null) {
      demand = sum(demand, messages);
    } else {
      open.request(messages);
    }
  }

  @Override
  public void abort() {
    boolean isFirst;
    WebSocketConnection open;
    synchronized (this) {
      open = connection();
      isFirst = !aborted;
      aborted = true;
    }
    if (open != null) {
      open.abort();
    } else if (isFirst) {
      listener.lost(ABNORMAL, "");
    }
  }
}
