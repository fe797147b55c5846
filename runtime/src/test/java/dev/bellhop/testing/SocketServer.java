package dev.bellhop.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A WebSocket server on loopback that sends every message back, with a ping before; but {@code
 * close} makes it close with 4001 and "bye", {@code drop} makes it hang up, {@code flood} makes it
 * send {@link #FLOOD} messages of a MiB, and {@code deaf} makes it read no more until somebody
 * calls {@link #hear}.
 */
public final class SocketServer implements AutoCloseable {
  /** How many messages a flood has. */
  public static final int FLOOD = 32;

  private static final int MAX_MESSAGE = 1 << 24;
  private static final int MEBIBYTE = 1 << 20;

  private final EventLoopGroup group;
  private final Channel channel;
  private final AtomicInteger flooded = new AtomicInteger();
  private final CompletableFuture<Channel> deaf = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  /** Starts one that speaks a subprotocol where it is asked for. */
  public static SocketServer start(String protocol) throws InterruptedException {
    return new SocketServer(protocol);
  }

  private SocketServer(String protocol) throws InterruptedException {
    group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    var pipeline =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel accepted) {
            accepted
                .pipeline()
                .addLast(
                    new HttpServerCodec(),
                    new HttpObjectAggregator(MAX_MESSAGE),
                    new CloseStatus(),
                    new WebSocketServerProtocolHandler(
                        "/echo", protocol, false, MAX_MESSAGE, false, false),
                    new Echo(),
                    new NotFound());
          }
        };
    channel =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(pipeline)
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  /** How many messages of a flood have been handed to the system. */
  public int flooded() {
    return flooded.get();
  }

  /** Lets it read on, once it has been told to be deaf. */
  public void hear() {
    deaf.thenAccept(connection -> connection.config().setAutoRead(true));
  }

  /** The status of the first Close frame that comes. */
  public CompletableFuture<Integer> closed() {
    return closed;
  }

  /** Where it is. */
  public String url() {
    return "ws://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort() + "/echo";
  }

  @Override
  public void close() {
    channel.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static final class NotFound extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      context.writeAndFlush(answer);
    }
  }

  /** Before the handler that answers Close frames and hands them on to nobody. */
  private final class CloseStatus extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof CloseWebSocketFrame frame) {
        closed.complete(frame.statusCode());
      }
      context.fireChannelRead(message);
    }
  }

  private final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame text) {
        switch (text.text()) {
          case "close" -> context.writeAndFlush(new CloseWebSocketFrame(4001, "bye"));
          // From the first handler on, so that none of them closes in good order.
          case "drop" -> context.pipeline().firstContext().close();
          case "flood" -> flood(context);
          case "deaf" -> {
            context.channel().config().setAutoRead(false);
            deaf.complete(context.channel());
          }
          default -> {
            context.write(new PingWebSocketFrame());
            context.writeAndFlush(new TextWebSocketFrame(text.text()));
          }
        }
      } else if (frame instanceof BinaryWebSocketFrame binary) {
        context.writeAndFlush(new BinaryWebSocketFrame(binary.content().retain()));
      }
    }

    private void flood(ChannelHandlerContext context) {
      for (int i = 0; i < FLOOD; i++) {
        context
            .writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[MEBIBYTE])))
            .addListener(written -> flooded.incrementAndGet());
      }
    }
  }
}
