package dev.bellhop.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives channels for exchanges: a stream of a session where the server speaks HTTP/2, else a
 * connection. There is one session for each endpoint. Safe from any thread.
 */
final class Http2Sessions {
  private final Connector connector;
  private final TransportOptions options;
  private final Map<Endpoint, Http2Session> sessions = new ConcurrentHashMap<>();

  Http2Sessions(Connector connector, TransportOptions options) {
    this.connector = connector;
    this.options = options;
  }

  /** How many channels there may be at a time. */
  int channelsTo(Endpoint endpoint) {
    Http2Session session = live(endpoint);
    return session == null ? options.connectionsPerHost() : session.allowed();
  }

  /** As {@link Connector#connect}; the channel may be a stream. */
  CompletableFuture<Channel> connect(Endpoint endpoint) {
    Http2Session session = live(endpoint);
    if (session != null && session.hasRoom()) {
      return session.open();
    }
    CompletableFuture<Channel> connecting =
        connector.connect(endpoint, Connector.Offer.HTTP_2_OR_1);
    CompletableFuture<Channel> result =
        connecting.thenCompose(channel -> channel(endpoint, channel));
    result.whenComplete(
        (channel, failure) -> {
          if (failure != null) {
            connecting.completeExceptionally(failure);
          }
        });
    return result;
  }

  /**
   * Gives a channel for a WebSocket: a stream of a session whose server takes them there, else a
   * connection of its own. As {@link Connector#connect}.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8441">RFC 8441: Bootstrapping WebSockets with
   *     HTTP/2</a>
   */
  CompletableFuture<Channel> connectSocket(Endpoint endpoint) {
    Http2Session session = live(endpoint);
    return session != null && session.hasRoom() && session.takesSockets()
        ? session.open()
        : connector.connect(endpoint, Connector.Offer.HTTP_1);
  }

  private CompletableFuture<Channel> channel(Endpoint endpoint, Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null || !ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
      return CompletableFuture.completedFuture(channel);
    }
    var fresh = new Http2Session(channel, options);
    Http2Session used =
        sessions.compute(
            endpoint, (key, known) -> known != null && known.hasRoom() ? known : fresh);
    if (used == fresh) {
      fresh.install();
      channel.closeFuture().addListener(closed -> sessions.remove(endpoint, fresh));
    } else {
      // Others have connected at the same time.
      channel.close();
    }
    return used.open();
  }

  private @Nullable Http2Session live(Endpoint endpoint) {
    Http2Session session = sessions.get(endpoint);
    return session != null && session.isLive() ? session : null;
  }

  /** Ends all sessions. */
  void close() {
    sessions.values().forEach(Http2Session::close);
  }
}
