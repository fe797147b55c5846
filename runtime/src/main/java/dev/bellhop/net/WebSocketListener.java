package dev.bellhop.net;

/**
 * Hears what becomes of a WebSocket connection, one thing after the other on a network thread. It
 * must not block.
 */
public interface WebSocketListener {
  /** Messages can be sent from now on. The protocol is the one the server chose, or empty. */
  void opened(String protocol);

  /** A text message has arrived. */
  void text(String message);

  /** A binary message has arrived; the array is the listener's. */
  void binary(byte[] message);

  /** So many bytes of messages have been handed to the system. */
  void sent(long bytes);

  /** The server has begun the closing handshake. */
  void closing();

  /**
   * It is closed; nothing follows.
   *
   * @param code the server's status code, 1005 where it gave none, 1006 where the closing handshake
   *     was not completed
   * @param reason the server's words, or empty
   */
  void closed(int code, String reason);
}
