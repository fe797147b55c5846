package dev.bellhop.net;

/** Stands for a connection before there is one, and where there will be none. */
public enum NoWebSocket implements WebSocketConnection {
  /** The only one, since it has no state. */
  NONE;

  @Override
  public void request(long messages) {}

  @Override
  public void sendText(String message) {}

  @Override
  public void sendBinary(byte[] message) {}

  @Override
  public void close(int code, String reason) {}

  @Override
  public void abort() {}
}
