package dev.bellhop.net;

import dev.bellhop.http.HeaderList;

/** Hands all that it hears to another listener; what stands between overrides some of it. */
public abstract class PassingListener implements WebSocketListener {
  private final WebSocketListener listener;

  /** In front of a listener. */
  protected PassingListener(WebSocketListener listener) {
    this.listener = listener;
  }

  @Override
  public void opened(String protocol, HeaderList headers) {
    listener.opened(protocol, headers);
  }

  @Override
  public void text(String message) {
    listener.text(message);
  }

  @Override
  public void binary(byte[] message) {
    listener.binary(message);
  }

  @Override
  public void sent(long bytes) {
    listener.sent(bytes);
  }

  @Override
  public void closing() {
    listener.closing();
  }

  @Override
  public void closed(int code, String reason) {
    listener.closed(code, reason);
  }

  @Override
  public void lost(int code, String reason) {
    listener.lost(code, reason);
  }
}
