package dev.bellhop.net;

import dev.bellhop.HostClock;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * HTTP/1.1 over TCP and TLS, with connections kept for the next request.
 *
 * @see <a href="https://httpwg.org/specs/rfc9112.html">RFC 9112: HTTP/1.1</a>
 */
public final class NettyTransport implements Transport, WebSocketTransport {
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private final OriginRoutes routes;
  private final EventLoops loops;
  private final Http2Sessions sessions;
  private final HostClock clock;
  private final ConnectionPool pool;

  /**
   * Opens no connection yet.
   *
   * @throws IOException with a sentence, where a certificate file cannot be read
   */
  public NettyTransport(TransportOptions options) throws IOException {
    var authorities = new TrustedAuthorities(options.authorities());
    this.routes = options.routes();
    this.loops = new EventLoops("bellhop-net", THREADS);
    this.sessions = new Http2Sessions(new Connector(loops, authorities, options), options);
    this.clock = options.clock();
    this.pool = new ConnectionPool(sessions, options);
  }

  @Override
  public CompletableFuture<TransportResponse> send(TransportRequest request) {
    var response = new CompletableFuture<TransportResponse>();
    var exchange = new Exchange(request, routes.route(request.url()), response);
    request.cancel().onCancel(exchange::cancel);
    if (!exchange.isCancelled()) {
      pool.submit(exchange);
    }
    return response;
  }

  @Override
  public WebSocketConnection open(WebSocketRequest request, WebSocketListener listener) {
    return NettyWebSocket.open(request, routes.route(request.url()), sessions, clock, listener);
  }

  @Override
  public void close() {
    pool.close();
    loops.close();
  }
}
