package dev.bellhop.net;

/**
 * A WebSocket connection. What is sent on one that is not open is dropped. Safe from any thread;
 * what one thread sends arrives in its order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455: The WebSocket Protocol</a>
 */
public interface WebSocketConnection {
  /** The status code that stands for none. */
  int NO_STATUS = 1005;

  /** The status code of a connection that was lost. */
  int ABNORMAL = 1006;

  /** As many messages as may come, for {@link #request}. */
  long ALL = Long.MAX_VALUE;

  /**
   * Lets so many more messages come. Before the first call none does; a server that sends more has
   * to wait, as on any connection that is not read.
   */
  void request(long messages);

  /** Sends a text message. */
  void sendText(String message);

  /** Sends a binary message. */
  void sendBinary(byte[] message);

  /**
   * Begins the closing handshake, after what was sent before. Messages that come meanwhile are
   * dropped.
   *
   * @param code the status code for the server, or {@link #NO_STATUS}
   * @param reason words for the server, at most 123 bytes of UTF-8; empty without a code
   */
  void close(int code, String reason);

  /** Ends it at once, whatever state it is in. */
  void abort();
}
