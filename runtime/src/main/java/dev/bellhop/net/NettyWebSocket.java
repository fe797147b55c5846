package dev.bellhop.net;

import dev.bellhop.HostClock;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
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
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A WebSocket connection on a channel of its own. Its state belongs to the channel's loop. */
final class NettyWebSocket extends SimpleChannelInboundHandler<Object>
    implements WebSocketConnection {
  private static final int MAX_RESPONSE = 64 * 1024;
  private static final int MAX_MESSAGE = 128 << 20;

  /** How long the server may take to agree to the opening handshake. */
  private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);

  /** How long the server may take to answer a close, and to hang up after both have closed. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private static final Duration HANG_UP_PATIENCE = Duration.ofSeconds(2);

  private final WebSocketRequest request;
  private final Route route;
  private final WebSocketListener listener;
  private final HostClock clock;
  private final CompletableFuture<Channel> connecting;
  private final Handshaker handshaker;
  private volatile boolean open;
  private volatile @Nullable Channel channel;
  private boolean closeSent;
  private boolean closeReceived;
  private boolean told;
  private int code = ABNORMAL;
  private String reason = "";
  private Runnable cancelTimer = () -> {};

  private NettyWebSocket(
      WebSocketRequest request,
      Route route,
      WebSocketListener listener,
      HostClock clock,
      CompletableFuture<Channel> connecting) {
    this.request = request;
    this.route = route;
    this.listener = listener;
    this.clock = clock;
    this.connecting = connecting;
    this.handshaker = new Handshaker(String.join(", ", request.protocols()), headers());
  }

  static NettyWebSocket open(
      WebSocketRequest request,
      Route route,
      Connector connector,
      HostClock clock,
      WebSocketListener listener) {
    var socket =
        new NettyWebSocket(request, route, listener, clock, connector.connect(route.endpoint()));
    socket.connecting.whenComplete(
        (channel, failure) -> {
          if (failure == null) {
            channel.eventLoop().execute(() -> socket.begin(channel));
          } else {
            socket.tellClosed();
          }
        });
    return socket;
  }

  private HttpHeaders headers() {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.add(HttpHeaderNames.HOST, route.hostHeader());
    request.headers().forEach(header -> headers.add(header.name(), header.value()));
    return headers;
  }

  private void begin(Channel connected) {
    channel = connected;
    connected
        .pipeline()
        .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_RESPONSE), this);
    abortAfter(OPEN_PATIENCE);
    handshaker.handshake(connected);
    if (!connected.isActive()) {
      tellClosed();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    switch (message) {
      case FullHttpResponse response -> handshake(context.channel(), response);
      case TextWebSocketFrame frame -> listener.text(frame.text());
      case BinaryWebSocketFrame frame -> listener.binary(ByteBufUtil.getBytes(frame.content()));
      case PingWebSocketFrame frame ->
          context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
      case CloseWebSocketFrame frame -> closeFrame(frame);
      default -> {
        // A pong answers nothing that was asked.
      }
    }
  }

  private void handshake(Channel on, FullHttpResponse response) {
    // Throws where the server does not agree, which closes the connection.
    handshaker.finishHandshake(on, response);
    on.pipeline().addBefore(on.pipeline().context(this).name(), null, new Utf8FrameValidator());
    on.pipeline()
        .addBefore(
            on.pipeline().context(this).name(), null, new WebSocketFrameAggregator(MAX_MESSAGE));
    cancelTimer.run();
    open = true;
    String protocol = handshaker.actualSubprotocol();
    listener.opened(protocol == null ? "" : protocol);
  }

  private void closeFrame(CloseWebSocketFrame frame) {
    if (closeReceived) {
      return;
    }
    closeReceived = true;
    int given = frame.statusCode();
    code = given < 0 ? NO_STATUS : given;
    reason = given < 0 ? "" : frame.reasonText();
    if (!closeSent) {
      open = false;
      listener.closing();
      sendClose(code, reason);
    }
    abortAfter(HANG_UP_PATIENCE);
  }

  private void sendClose(int status, String words) {
    closeSent = true;
    Channel on = channel;
    if (on != null) {
      on.writeAndFlush(
          status == NO_STATUS
              ? new CloseWebSocketFrame()
              : new CloseWebSocketFrame(true, 0, status, words));
    }
  }

  private void abortAfter(Duration patience) {
    cancelTimer.run();
    cancelTimer = clock.schedule(patience, this::abort);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    tellClosed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private synchronized void tellClosed() {
    if (told) {
      return;
    }
    told = true;
    open = false;
    cancelTimer.run();
    boolean clean = closeSent && closeReceived;
    listener.closed(clean ? code : ABNORMAL, clean ? reason : "");
  }

  @Override
  public void sendText(String message) {
    send(new TextWebSocketFrame(message));
  }

  @Override
  public void sendBinary(byte[] message) {
    send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
  }

  private void send(WebSocketFrame frame) {
    Channel on = channel;
    if (!open || on == null) {
      frame.release();
      return;
    }
    int bytes = frame.content().readableBytes();
    on.writeAndFlush(frame)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                listener.sent(bytes);
              } else {
                // Connections here do not end of themselves where a write fails.
                on.close();
              }
            });
  }

  @Override
  public void close(int status, String words) {
    open = false;
    Channel on = channel;
    if (on == null) {
      abort();
      return;
    }
    on.eventLoop()
        .execute(
            () -> {
              if (!closeSent) {
                sendClose(status, words);
                abortAfter(CLOSE_PATIENCE);
              }
            });
  }

  @Override
  public void abort() {
    open = false;
    connecting.cancel(false);
    Channel on = channel;
    if (on != null) {
      on.close();
    }
  }

  /** Asks for the target as it stands in the URL, which java.net.URI might refuse. */
  private final class Handshaker extends WebSocketClientHandshaker13 {
    Handshaker(String protocols, HttpHeaders headers) {
      super(
          URI.create("ws://host/"),
          WebSocketVersion.V13,
          protocols.isEmpty() ? null : protocols,
          false,
          headers,
          MAX_MESSAGE);
    }

    @Override
    protected FullHttpRequest newHandshakeRequest() {
      return super.newHandshakeRequest().setUri(route.target());
    }
  }
}
