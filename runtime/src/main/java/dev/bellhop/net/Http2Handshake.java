package dev.bellhop.net;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The extended CONNECT of a stream of HTTP/2.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8441#section-5">RFC 8441: using extended CONNECT
 *     to bootstrap the WebSocket protocol</a>
 */
final class Http2Handshake extends ChannelInboundHandlerAdapter implements OpeningHandshake {
  private static final String PROTOCOL = "sec-websocket-protocol";

  private final WebSocketRequest request;
  private final Route route;
  private final Agreed agreed;

  Http2Handshake(WebSocketRequest request, Route route, Agreed agreed) {
    this.request = request;
    this.route = route;
    this.agreed = agreed;
  }

  void begin(Channel channel) {
    Http2Headers headers =
        new DefaultHttp2Headers(false)
            .method("CONNECT")
            .add(PseudoHeaderName.PROTOCOL.value(), "websocket")
            .scheme(route.endpoint().secure() ? "https" : "http")
            .path(route.target())
            .authority(route.hostHeader());
    request
        .headers()
        .forEach(header -> headers.add(header.name().toLowerCase(Locale.ROOT), header.value()));
    headers.add("sec-websocket-version", "13");
    if (!request.protocols().isEmpty()) {
      headers.add(PROTOCOL, OpeningHandshake.list(request.protocols()));
    }
    channel.pipeline().addLast(this);
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof Http2HeadersFrame answer)) {
      ReferenceCountUtil.release(message);
      return;
    }
    Http2Headers headers = answer.headers();
    String protocol = chosen(headers.get(PROTOCOL));
    if (!"200".contentEquals(headers.status()) || answer.isEndStream() || protocol == null) {
      context.close();
      return;
    }
    context
        .pipeline()
        .addLast(
            new DataFrames(),
            new WebSocket13FrameEncoder(true),
            new WebSocket13FrameDecoder(false, false, MAX_MESSAGE));
    context.pipeline().remove(this);
    agreed.agreed(protocol, headerList(headers));
  }

  /** The protocol of the answer, or null where it was not asked for so. */
  private @Nullable String chosen(@Nullable CharSequence answer) {
    List<String> asked = request.protocols();
    if (answer == null) {
      return asked.isEmpty() ? "" : null;
    }
    return asked.contains(answer.toString()) ? answer.toString() : null;
  }

  private static HeaderList headerList(Http2Headers headers) {
    var list = new ArrayList<Header>();
    headers.forEach(
        entry -> {
          if (!PseudoHeaderName.hasPseudoHeaderFormat(entry.getKey())) {
            list.add(new Header(entry.getKey().toString(), entry.getValue().toString()));
          }
        });
    return HeaderList.of(list);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  /** Bytes of the WebSocket, as the payload of DATA frames. */
  private static final class DataFrames extends ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (!(message instanceof Http2DataFrame frame)) {
        ReferenceCountUtil.release(message);
        return;
      }
      boolean isLast = frame.isEndStream();
      context.fireChannelRead(frame.content());
      if (isLast) {
        // What ends a TCP connection elsewhere.
        context.close();
      }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      context.write(
          message instanceof ByteBuf bytes ? new DefaultHttp2DataFrame(bytes) : message, promise);
    }
  }
}
