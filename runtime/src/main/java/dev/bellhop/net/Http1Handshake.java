package dev.bellhop.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;

/** The upgrade of a connection of HTTP/1.1. */
final class Http1Handshake extends SimpleChannelInboundHandler<FullHttpResponse>
    implements OpeningHandshake {
  private static final int MAX_RESPONSE = 64 * 1024;

  private final Handshaker handshaker;
  private final Agreed agreed;

  Http1Handshake(WebSocketRequest request, Route route, Agreed agreed) {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.add(HttpHeaderNames.HOST, route.hostHeader());
    request.headers().forEach(header -> headers.add(header.name(), header.value()));
    this.handshaker =
        new Handshaker(OpeningHandshake.list(request.protocols()), headers, route.target());
    this.agreed = agreed;
  }

  void begin(Channel channel) {
    channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_RESPONSE), this);
    handshaker.handshake(channel);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    // Throws where the server does not agree.
    handshaker.finishHandshake(context.channel(), response);
    context.pipeline().remove(this);
    String protocol = handshaker.actualSubprotocol();
    agreed.agreed(protocol == null ? "" : protocol, ResponseHead.of(response, "GET").headers());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  /** Asks for the target as it stands in the URL, which java.net.URI might refuse. */
  private static final class Handshaker extends WebSocketClientHandshaker13 {
    private final String target;

    Handshaker(String protocols, HttpHeaders headers, String target) {
      super(
          URI.create("ws://host/"),
          WebSocketVersion.V13,
          protocols.isEmpty() ? null : protocols,
          false,
          headers,
          MAX_MESSAGE);
      this.target = target;
    }

    @Override
    protected FullHttpRequest newHandshakeRequest() {
      return super.newHandshakeRequest().setUri(target);
    }
  }
}
