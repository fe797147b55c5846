package dev.bellhop.net;

import dev.bellhop.HostClock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes connections: finds the address, connects, agrees on TLS. */
final class Connector {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** What a TLS connection may be used for. */
  enum Offer {
    /** The server chooses. */
    HTTP_2_OR_1(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1),
    /** For what HTTP/2 connections cannot be upgraded to. */
    HTTP_1(ApplicationProtocolNames.HTTP_1_1);

    private final ApplicationProtocolConfig protocols;

    Offer(String... protocols) {
      this.protocols =
          new ApplicationProtocolConfig(
              ApplicationProtocolConfig.Protocol.ALPN,
              ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
              ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
              protocols);
    }
  }

  private final EventLoops loops;
  private final TrustedAuthorities authorities;
  private final NameResolver resolver;
  private final HostClock clock;
  private final Duration timeout;
  private final Map<Offer, CompletableFuture<SslContext>> tls = new EnumMap<>(Offer.class);

  Connector(EventLoops loops, TrustedAuthorities authorities, TransportOptions options) {
    this.loops = loops;
    this.authorities = authorities;
    this.resolver = options.resolver();
    this.clock = options.clock();
    this.timeout = options.connectTimeout();
  }

  /**
   * Connects. The result fails with a {@link TransportException}; completing it from outside gives
   * the attempt up.
   */
  CompletableFuture<Channel> connect(Endpoint endpoint, Offer offer) {
    var result = new CompletableFuture<Channel>();
    Runnable cancelTimer =
        clock.schedule(
            timeout,
            () -> result.completeExceptionally(Failures.connectTimeout(endpoint, timeout)));
    result.whenComplete((channel, failure) -> cancelTimer.run());
    addresses(endpoint.host())
        .thenCombine(
            endpoint.secure() ? tls(offer) : CompletableFuture.completedFuture((SslContext) null),
            (addresses, context) -> {
              attempt(endpoint, context, addresses, 0, result);
              return null;
            })
        .exceptionally(
            failure -> {
              Throwable cause = failure.getCause() == null ? failure : failure.getCause();
              result.completeExceptionally(
                  cause instanceof UnknownHostException
                      ? Failures.noSuchHost(endpoint.host(), cause)
                      : Failures.connecting(endpoint, cause));
              return null;
            });
    return result;
  }

  private CompletableFuture<List<InetAddress>> addresses(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    try {
      if (name.equals("localhost") || name.endsWith(".localhost")) {
        return CompletableFuture.completedFuture(List.of(InetAddress.getByAddress(host, LOOPBACK)));
      }
      byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
      if (literal != null) {
        return CompletableFuture.completedFuture(List.of(InetAddress.getByAddress(literal)));
      }
    } catch (UnknownHostException e) {
      return CompletableFuture.failedFuture(e);
    }
    var result = new CompletableFuture<List<InetAddress>>();
    Thread.ofVirtual()
        .name("bellhop-resolve")
        .start(
            () -> {
              try {
                List<InetAddress> addresses = resolver.resolve(host);
                if (addresses.isEmpty()) {
                  throw new UnknownHostException(host);
                }
                result.complete(addresses);
              } catch (UnknownHostException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private synchronized CompletableFuture<SslContext> tls(Offer offer) {
    return tls.computeIfAbsent(offer, this::context);
  }

  private CompletableFuture<SslContext> context(Offer offer) {
    var building = new CompletableFuture<SslContext>();
    Thread.ofVirtual()
        .name("bellhop-tls")
        .start(
            () -> {
              try {
                building.complete(
                    SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .endpointIdentificationAlgorithm("HTTPS")
                        .trustManager(new ExplainingTrustManager(authorities.trustManager()))
                        .applicationProtocolConfig(offer.protocols)
                        .build());
              } catch (Exception e) {
                building.completeExceptionally(e);
              }
            });
    return building;
  }

  private void attempt(
      Endpoint endpoint,
      @Nullable SslContext context,
      List<InetAddress> addresses,
      int index,
      CompletableFuture<Channel> result) {
    if (result.isDone()) {
      return;
    }
    var connecting =
        new Bootstrap()
            .group(loops.group())
            .channel(loops.socketType())
            .option(ChannelOption.TCP_NODELAY, true)
            // Not before the response has been read should a failed write end the connection: a
            // server may answer an upload early and hang up.
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(512, 16 * 1024, 512 * 1024))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (context != null) {
                      SslHandler handler =
                          context.newHandler(
                              channel.alloc(),
                              Endpoint.withoutLastDot(endpoint.host()),
                              endpoint.port());
                      // The time for all of connecting is measured in one place, above.
                      handler.setHandshakeTimeoutMillis(0);
                      channel.pipeline().addLast(handler);
                    }
                    channel.pipeline().addLast(new WhileConnecting());
                  }
                })
            .connect(new InetSocketAddress(addresses.get(index), endpoint.port()));
    Channel channel = connecting.channel();
    result.whenComplete(
        (done, failure) -> {
          if (done != channel) {
            channel.close();
          }
        });
    connecting.addListener(
        connected -> {
          if (!connected.isSuccess()) {
            if (index + 1 < addresses.size()) {
              attempt(endpoint, context, addresses, index + 1, result);
            } else {
              result.completeExceptionally(Failures.connecting(endpoint, connected.cause()));
            }
          } else if (context == null) {
            complete(result, channel);
          } else {
            channel
                .pipeline()
                .get(SslHandler.class)
                .handshakeFuture()
                .addListener(
                    agreed -> {
                      if (agreed.isSuccess()) {
                        complete(result, channel);
                      } else {
                        result.completeExceptionally(
                            Failures.handshaking(endpoint, agreed.cause()));
                      }
                    });
          }
        });
  }

  /** Errors reach us through the futures of connecting and of the handshake. */
  static final class WhileConnecting extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Gives a channel away; whoever gets one that was closed at once finds that out as always. */
  static void complete(CompletableFuture<Channel> result, Channel channel) {
    if (channel.pipeline().get(WhileConnecting.class) != null) {
      channel.pipeline().remove(WhileConnecting.class);
    }
    if (!result.complete(channel)) {
      channel.close();
    }
  }
}
