package dev.bellhop.net;

import dev.bellhop.http.HeaderList;

/**
 * Hears what becomes of a WebSocket connection, one thing after the other on a network thread. It
 * must not block.
 */
public interface WebSocketListener {
  /**
   * Messages can be sent from now on.
   *
   * @param protocol the one that the server chose, or empty
   * @param headers of its answer to the opening handshake
   */
  void opened(String protocol, HeaderList headers);

  /** A text message has arrived. */
  void text(String message);

  /** A binary message has arrived; the array is the listener's. */
  void binary(byte[] message);

  /** A message with so many bytes has been handed to the system. */
  void sent(long bytes);

  /** The server has begun the closing handshake; what was not sent yet will not be. */
  void closing();

  /**
   * It is closed by a closing handshake that was completed; nothing follows.
   *
   * @param code the server's status code, 1005 where it gave none
   * @param reason the server's words, or empty
   */
  void closed(int code, String reason);

  /**
   * It has ended, or was never open, without a closing handshake that was completed; nothing
   * follows.
   *
   * @param code 1006, but the server's status code where it had begun to close
   * @param reason the server's words, or empty
   */
  void lost(int code, String reason);
}
