package dev.bellhop.net;

import dev.bellhop.http.HeaderList;
import io.netty.channel.Channel;
import java.util.List;

/**
 * What turns a channel into that of a WebSocket. It begins with all messages coming as they do, and
 * where it fails, it closes the channel.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4">RFC 6455: opening handshake</a>
 */
interface OpeningHandshake {
  /** The most that a frame, and a message, may have. */
  int MAX_MESSAGE = 128 << 20;

  /** Hears, on the channel's loop, that frames can be written to the channel and are read. */
  interface Agreed {
    void agreed(String protocol, HeaderList headers);
  }

  /** Begins it, on the channel's loop. */
  static void begin(Channel channel, WebSocketRequest request, Route route, Agreed agreed) {
    if (WireCodec.isStream(channel)) {
      new Http2Handshake(request, route, agreed).begin(channel);
    } else {
      new Http1Handshake(request, route, agreed).begin(channel);
    }
  }

  /** The value of Sec-WebSocket-Protocol. */
  static String list(List<String> protocols) {
    return String.join(", ", protocols);
  }
}
