package dev.bellhop.net;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection that is opened when its request is complete. Safe from any thread. */
public final class AwaitedWebSocket implements WebSocketConnection {
  private final WebSocketListener listener;
  private @Nullable WebSocketConnection connection;
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
      connection = transport.open(request, listener);
      connection.request(demand);
    }
  }

  @Override
  public synchronized void request(long messages) {
    if (connection == null) {
      demand = messages > ALL - demand ? ALL : demand + messages;
    } else {
      connection.request(messages);
    }
  }

  private synchronized @Nullable WebSocketConnection opened() {
    return connection;
  }

  @Override
  public void sendText(String message) {
    WebSocketConnection open = opened();
    if (open != null) {
      open.sendText(message);
    }
  }

  @Override
  public void sendBinary(byte[] message) {
    WebSocketConnection open = opened();
    if (open != null) {
      open.sendBinary(message);
    }
  }

  @Override
  public void close(int code, String reason) {
    WebSocketConnection open = opened();
    if (open == null) {
      abort();
    } else {
      open.close(code, reason);
    }
  }

  @Override
  public void abort() {
    boolean isFirst;
    WebSocketConnection open;
    synchronized (this) {
      open = connection;
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
