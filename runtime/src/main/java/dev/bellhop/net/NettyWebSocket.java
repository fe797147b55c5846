package dev.bellhop.net;

import dev.bellhop.HostClock;
import dev.bellhop.http.HeaderList;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A WebSocket connection on a channel of its own. Its state belongs to the channel's loop. */
final class NettyWebSocket extends SimpleChannelInboundHandler<WebSocketFrame>
    implements WebSocketConnection {
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
  private final AtomicLong demand = new AtomicLong();

  /** What has come and was not asked for yet. */
  private final Deque<WebSocketFrame> inbox = new ArrayDeque<>();

  private volatile @Nullable Channel channel;
  private volatile boolean isAborted;
  private @Nullable OutgoingMessages outgoing;
  private boolean hasEnded;
  private boolean isClosing;
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
  }

  static NettyWebSocket open(
      WebSocketRequest request,
      Route route,
      Http2Sessions sessions,
      HostClock clock,
      WebSocketListener listener) {
    var socket =
        new NettyWebSocket(
            request, route, listener, clock, sessions.connectSocket(route.endpoint()));
    socket.connecting.whenComplete(
        (channel, failure) -> {
          if (failure == null) {
            channel.eventLoop().execute(() -> socket.begin(channel));
          } else {
            socket.tellEnd();
          }
        });
    return socket;
  }

  private void begin(Channel connected) {
    channel = connected;
    abortAfter(OPEN_PATIENCE);
    connected.closeFuture().addListener(closed -> ended());
    if (isAborted) {
      connected.close();
      return;
    }
    OpeningHandshake.begin(
        connected, request, route, (protocol, headers) -> opened(connected, protocol, headers));
  }

  private void opened(Channel on, String protocol, HeaderList headers) {
    cancelTimer.run();
    outgoing = new OutgoingMessages(on, listener::sent);
    on.pipeline()
        .addLast(
            new Utf8FrameValidator(),
            new WebSocketFrameAggregator(OpeningHandshake.MAX_MESSAGE),
            this);
    listener.opened(protocol, headers);
    deliver();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    inbox.add(frame.retain());
    deliver();
  }

  /** Hands on what is asked for, and reads more only where that was not enough. */
  private void deliver() {
    Channel on = channel;
    if (outgoing == null || on == null) {
      return;
    }
    while (!inbox.isEmpty() && (isWanted() || inbox.element() instanceof PingWebSocketFrame)) {
      WebSocketFrame frame = inbox.remove();
      try {
        take(on, frame);
      } finally {
        frame.release();
      }
    }
    on.config().setAutoRead(isWanted());
    if (hasEnded && inbox.isEmpty()) {
      tellEnd();
    }
  }

  private boolean isWanted() {
    return isClosing || demand.get() > 0;
  }

  private void take(Channel on, WebSocketFrame message) {
    switch (message) {
      case TextWebSocketFrame frame -> take(() -> listener.text(frame.text()));
      case BinaryWebSocketFrame frame ->
          take(() -> listener.binary(ByteBufUtil.getBytes(frame.content())));
      case PingWebSocketFrame frame ->
          on.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
      case CloseWebSocketFrame frame -> closeFrame(frame);
      default -> {
        // A pong answers nothing that was asked.
      }
    }
  }

  private void take(Runnable message) {
    demand.updateAndGet(count -> count == ALL ? ALL : count - 1);
    if (!isClosing) {
      message.run();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (outgoing != null && context.channel().isWritable()) {
      context.channel().eventLoop().execute(outgoing::pump);
    }
    context.fireChannelWritabilityChanged();
  }

  private void closeFrame(CloseWebSocketFrame frame) {
    if (closeReceived) {
      return;
    }
    closeReceived = true;
    int given = frame.statusCode();
    code = given < 0 ? NO_STATUS : given;
    reason = given < 0 ? "" : frame.reasonText();
    if (!isClosing) {
      isClosing = true;
      listener.closing();
      if (outgoing != null) {
        outgoing.drop();
      }
      sendClose(code, reason);
    }
    abortAfter(HANG_UP_PATIENCE);
  }

  private void sendClose(int status, String words) {
    Channel on = channel;
    if (on != null) {
      on.writeAndFlush(
              status == NO_STATUS
                  ? new CloseWebSocketFrame()
                  : new CloseWebSocketFrame(true, 0, status, words))
          .addListener(written -> closeSent = written.isSuccess());
    }
  }

  private void abortAfter(Duration patience) {
    cancelTimer.run();
    cancelTimer = clock.schedule(patience, this::abort);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private void ended() {
    hasEnded = true;
    deliver();
    if (outgoing == null || isAborted) {
      tellEnd();
    }
  }

  private synchronized void tellEnd() {
    if (told) {
      return;
    }
    told = true;
    cancelTimer.run();
    inbox.forEach(WebSocketFrame::release);
    inbox.clear();
    if (closeSent && closeReceived) {
      listener.closed(code, reason);
    } else {
      listener.lost(code, reason);
    }
  }

  @Override
  public void request(long messages) {
    demand.updateAndGet(count -> messages > ALL - count ? ALL : count + messages);
    onLoop(this::deliver);
  }

  @Override
  public void sendText(String message) {
    send(OutgoingMessages.Kind.TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void sendBinary(byte[] message) {
    send(OutgoingMessages.Kind.BINARY, message);
  }

  private void send(OutgoingMessages.Kind kind, byte[] bytes) {
    onLoop(
        () -> {
          if (outgoing != null) {
            outgoing.add(kind, bytes);
          }
        });
  }

  private void onLoop(Runnable step) {
    Channel on = channel;
    if (on != null) {
      on.eventLoop().execute(step);
    }
  }

  @Override
  public void close(int status, String words) {
    if (channel == null) {
      abort();
      return;
    }
    onLoop(
        () -> {
          if (outgoing == null) {
            abort();
          } else if (!isClosing) {
            isClosing = true;
            deliver();
            outgoing.endWith(
                () -> {
                  sendClose(status, words);
                  abortAfter(CLOSE_PATIENCE);
                });
          }
        });
  }

  @Override
  public void abort() {
    isAborted = true;
    connecting.cancel(false);
    Channel on = channel;
    if (on != null) {
      on.close();
    }
  }
}
