package dev.bellhop.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;

/** What lies between a channel and the messages on it: HTTP/1.1, or a stream of HTTP/2. */
final class WireCodec {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_HEADERS = 256 * 1024;
  private static final int MAX_CONTENT = 1 << 20;

  private WireCodec() {}

  static ChannelHandler of(Channel channel) {
    return isStream(channel)
        ? new Http2StreamFrameToHttpObjectCodec(false, false)
        : new HttpClientCodec(
            new HttpDecoderConfig()
                .setHeadersFactory(ResponseHead.HEADERS)
                // A line feed alone may end a line, too (RFC 9112, section 2.2).
                .setStrictLineParsing(false)
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_CONTENT),
            false,
            false);
  }

  /** Whether the channel is a stream among others, which serves one exchange and ends with it. */
  static boolean isStream(Channel channel) {
    return channel instanceof Http2StreamChannel;
  }

  /** Takes out of a stream's response what the codec makes up for it. */
  static void restore(Channel channel, HttpResponse response) {
    if (isStream(channel)) {
      response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
      response.setStatus(new HttpResponseStatus(response.status().code(), ""));
    }
  }
}
