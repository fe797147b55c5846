package dev.bellhop.net;

import java.util.concurrent.CompletableFuture;

/**
 * Sends one HTTP request and brings its response. No redirects, no CORS, no caching: that is the
 * Fetch layer's. Safe from any thread.
 */
public interface Transport extends AutoCloseable {
  /**
   * Sends a request. The future completes when the response's head has arrived; its body is read
   * through the response. Completes exceptionally with a {@link TransportException}. May complete
   * on a network thread: do not block in what depends on it.
   */
  CompletableFuture<TransportResponse> send(TransportRequest request);

  /** Ends all connections. Exchanges under way fail. */
  @Override
  void close();
}
