package dev.bellhop.net;

import dev.bellhop.testing.TestCertificates;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A server that speaks HTTP/2 alone, and counts its connections. */
final class Http2Server implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Channel> connections = Collections.synchronizedList(new ArrayList<>());
  private final Channel channel;

  /** With what answers each request: the status and the bytes of the body. */
  Http2Server(
      TestCertificates.Identity identity,
      Function<FullHttpRequest, DefaultFullHttpResponse> answer) {
    var tls =
        new JdkSslContext(
            identity.serverContext(),
            false,
            null,
            IdentityCipherSuiteFilter.INSTANCE,
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                "h2"),
            ClientAuth.NONE,
            null,
            false);
    channel =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connections.add(connection);
                    connection
                        .pipeline()
                        .addLast(
                            tls.newHandler(connection.alloc()),
                            Http2FrameCodecBuilder.forServer().build(),
                            new Http2MultiplexHandler(streams(answer)));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  private static ChannelInitializer<Channel> streams(
      Function<FullHttpRequest, DefaultFullHttpResponse> answer) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel stream) {
        stream
            .pipeline()
            .addLast(
                new Http2StreamFrameToHttpObjectCodec(true),
                new HttpObjectAggregator(1 << 24),
                new SimpleChannelInboundHandler<FullHttpRequest>() {
                  @Override
                  protected void channelRead0(
                      ChannelHandlerContext context, FullHttpRequest request) {
                    context.writeAndFlush(answer.apply(request));
                  }
                });
      }
    };
  }

  static DefaultFullHttpResponse response(int status, byte[] body) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
  }

  String url(String path) {
    return "https://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort() + path;
  }

  int connections() {
    return connections.size();
  }

  /** Says on every connection that no further stream is wanted. */
  void goAway() {
    for (Channel connection : List.copyOf(connections)) {
      connection
          .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
          .syncUninterruptibly();
    }
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    List.copyOf(connections).forEach(connection -> connection.close().syncUninterruptibly());
    group.close();
  }
}
