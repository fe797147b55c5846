package dev.bellhop.net;

/** Opens WebSocket connections. Safe from any thread. */
public interface WebSocketTransport {
  /**
   * Begins to open a connection. What becomes of it is told to the listener on network threads; at
   * last, in any case, that it is closed.
   */
  WebSocketConnection open(WebSocketRequest request, WebSocketListener listener);
}
