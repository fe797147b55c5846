package dev.bellhop.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A loopback port that refuses connections for as long as this is open: it is taken, so that no
 * other process can listen there, and nobody does.
 */
public final class RefusingPort implements AutoCloseable {
  private final Socket socket = new Socket();

  /** Takes a free port. */
  public RefusingPort() throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
  }

  /** The port. */
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
