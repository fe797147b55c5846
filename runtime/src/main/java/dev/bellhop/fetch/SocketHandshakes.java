package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.net.AwaitedWebSocket;
import dev.bellhop.net.PassingListener;
import dev.bellhop.net.WebSocketConnection;
import dev.bellhop.net.WebSocketListener;
import dev.bellhop.net.WebSocketRequest;
import dev.bellhop.net.WebSocketTransport;
import dev.bellhop.url.Url;
import java.util.concurrent.CompletableFuture;

/**
 * Opens WebSockets as Fetch wants it: with cookies and the headers that no script sets, past every
 * cache. Safe from any thread.
 *
 * @see <a href="https://websockets.spec.whatwg.org/#concept-websocket-establish">WebSockets:
 *     establish a WebSocket connection</a>
 */
public final class SocketHandshakes implements WebSocketTransport {
  private final WebSocketTransport transport;
  private final Cookies cookies;
  private final String userAgent;

  /** Over a transport, with these cookies and this value of the User-Agent header. */
  public SocketHandshakes(WebSocketTransport transport, Cookies cookies, String userAgent) {
    this.transport = transport;
    this.cookies = cookies;
    this.userAgent = userAgent;
  }

  @Override
  public WebSocketConnection open(WebSocketRequest request, WebSocketListener listener) {
    Url url = request.url();
    String client = String.valueOf(request.headers().get("Origin"));
    Cookies.Reach reach =
        FetchMetadata.isSameSite(url, client) ? Cookies.Reach.SAME_SITE : Cookies.Reach.CROSS_SITE;
    CompletableFuture<WebSocketRequest> ready =
        cookies
            .header(url, reach, client)
            .exceptionally(failure -> null)
            .thenApply(
                cookie ->
                    request.withHeaders(
                        cookie == null
                            ? headers(request.headers())
                            : headers(request.headers()).with("Cookie", cookie)));
    return AwaitedWebSocket.after(ready, transport, new Receiving(listener, url, reach, client));
  }

  private HeaderList headers(HeaderList given) {
    return given
        .with("User-Agent", userAgent)
        .with("Pragma", "no-cache")
        .with("Cache-Control", "no-cache");
  }

  /** Takes in the cookies of a server's answer. */
  private final class Receiving extends PassingListener {
    private final Url url;
    private final Cookies.Reach reach;
    private final String client;

    Receiving(WebSocketListener listener, Url url, Cookies.Reach reach, String client) {
      super(listener);
      this.url = url;
      this.reach = reach;
      this.client = client;
    }

    @Override
    public void opened(String protocol, HeaderList headers) {
      cookies.received(url, headers, reach, client);
      super.opened(protocol, headers);
    }
  }
}
