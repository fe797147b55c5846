package dev.bellhop.net;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket whose connection comes later, if ever. What is sent before is dropped, and closing it
 * gives it up. Safe from any thread.
 */
public abstract class PendingWebSocket implements WebSocketConnection {
  private @Nullable WebSocketConnection connection;

  /** Here it is. */
  protected final synchronized void connected(WebSocketConnection connection) {
    this.connection = connection;
  }

  /** The connection, or null before there is one. */
  protected final synchronized @Nullable WebSocketConnection connection() {
    return connection;
  }

  /** As many messages as two demands together, which may be {@link #ALL}. */
  protected static long sum(long demand, long messages) {
    return messages > ALL - demand ? ALL : demand + messages;
  }

  @Override
  public final void sendText(String message) {
    WebSocketConnection open = connection();
    if (open != null) {
      open.sendText(message);
    }
  }

  @Override
  public final void sendBinary(byte[] message) {
    WebSocketConnection open = connection();
    if (open != null) {
      open.sendBinary(message);
    }
  }

  @Override
  public final void close(int code, String reason) {
    WebSocketConnection open = connection();
    if (open == null) {
      abort();
    } else {
      open.close(code, reason);
    }
  }
}
