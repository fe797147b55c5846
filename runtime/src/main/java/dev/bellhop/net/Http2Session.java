package dev.bellhop.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;

/**
 * A connection on which many exchanges go on at a time, each on a stream, which is a channel of its
 * own. Safe from any thread.
 *
 * @see <a href="https://httpwg.org/specs/rfc9113.html">RFC 9113: HTTP/2</a>
 */
final class Http2Session {
  /** How many streams there are at a time where the server allows more or has not said yet. */
  static final int STREAMS = 32;

  /** How many bytes of a stream may be on their way. */
  private static final int STREAM_WINDOW = 1 << 20;

  /**
   * As many as all streams together may have: one that nobody reads must not hold the others up.
   */
  private static final int CONNECTION_WINDOW = STREAMS * STREAM_WINDOW;

  private static final int USUAL_WINDOW = 65_535;

  private final Channel channel;
  private final TransportOptions options;
  private int streams;
  private int opened;
  private int allowed = STREAMS;
  private boolean takesSockets;
  private boolean ending;

  /** Over a connection that has agreed on it. */
  Http2Session(Channel channel, TransportOptions options) {
    this.channel = channel;
    this.options = options;
  }

  /** Puts the session to work. */
  void install() {
    channel
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forClient()
                .initialSettings(
                    Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(STREAM_WINDOW))
                .validateHeaders(false)
                // Servers of WebSockets send them for messages without content.
                .decoderEnforceMaxConsecutiveEmptyDataFrames(0)
                .build(),
            new Http2MultiplexHandler(new Refusing()),
            new Watch());
    channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW - USUAL_WINDOW));
  }

  /** Whether another stream may be opened now. */
  synchronized boolean hasRoom() {
    return isLive() && streams < allowed;
  }

  /** Whether streams may be opened, now or when others have ended. */
  synchronized boolean isLive() {
    return !ending && channel.isActive();
  }

  /** Whether the server has said that a stream may become a WebSocket. */
  synchronized boolean takesSockets() {
    return takesSockets;
  }

  synchronized int allowed() {
    return allowed;
  }

  void close() {
    channel.close();
  }

  /** Opens a stream; fails where the connection is at its end. */
  CompletableFuture<Channel> open() {
    var result = new CompletableFuture<Channel>();
    synchronized (this) {
      streams++;
      opened++;
    }
    new Http2StreamChannelBootstrap(channel)
        .handler(new ChannelInboundHandlerAdapter())
        .open()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                ended();
                result.completeExceptionally(done.cause());
                return;
              }
              var stream = (Http2StreamChannel) done.getNow();
              stream.closeFuture().addListener(closed -> ended());
              if (!result.complete(stream)) {
                stream.close();
              }
            });
    return result;
  }

  private void ended() {
    int last;
    boolean unused;
    synchronized (this) {
      streams--;
      unused = streams == 0;
      last = opened;
      if (unused && ending) {
        channel.close();
        return;
      }
    }
    if (unused) {
      options.clock().schedule(options.keepAlive(), () -> closeUnlessUsed(last));
    }
  }

  private void closeUnlessUsed(int last) {
    synchronized (this) {
      if (streams > 0 || opened > last) {
        return;
      }
      ending = true;
    }
    channel.close();
  }

  /** Hears what the server says about the whole connection. */
  private final class Watch extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        synchronized (Http2Session.this) {
          if (message instanceof Http2GoAwayFrame) {
            ending = true;
          } else if (message instanceof Http2SettingsFrame frame) {
            take(frame.settings());
          }
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    private void take(Http2Settings settings) {
      if (settings.maxConcurrentStreams() != null) {
        allowed = (int) Math.min(STREAMS, settings.maxConcurrentStreams());
      }
      takesSockets |= Boolean.TRUE.equals(settings.connectProtocolEnabled());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // The streams end with the connection, and their exchanges say so.
      context.close();
    }
  }

  /** Servers were told not to push; one that does gets its stream closed. */
  @ChannelHandler.Sharable
  private static final class Refusing extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.close();
    }
  }
}
