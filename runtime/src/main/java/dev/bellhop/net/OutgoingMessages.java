package dev.bellhop.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a WebSocket that wait to be sent, in pieces, as fast as the server takes them:
 * what it has no use for any more when it closes need not be sent. On the channel's loop only.
 */
final class OutgoingMessages {
  /** Of what kind a message is. */
  enum Kind {
    TEXT,
    BINARY
  }

  private record Message(Kind kind, byte[] bytes) {}

  private static final int PIECE = 64 * 1024;

  private final Channel channel;
  private final LongConsumer sent;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private int offset;
  private @Nullable Runnable afterAll;

  /** Over a channel; somebody is told how many bytes each message had that has been sent. */
  OutgoingMessages(Channel channel, LongConsumer sent) {
    this.channel = channel;
    this.sent = sent;
  }

  void add(Kind kind, byte[] bytes) {
    if (afterAll == null) {
      waiting.add(new Message(kind, bytes));
      pump();
    }
  }

  /** Runs something when all has been written; what is added from now on is dropped. */
  void endWith(Runnable last) {
    if (afterAll == null) {
      afterAll = last;
      pump();
    }
  }

  /** Forgets what has not been written; what is added from now on is dropped. */
  void drop() {
    waiting.clear();
    afterAll = () -> {};
  }

  /** Writes what the channel takes. */
  void pump() {
    while (!waiting.isEmpty() && channel.isWritable()) {
      writePiece(waiting.element());
    }
    channel.flush();
    if (waiting.isEmpty() && afterAll != null) {
      Runnable last = afterAll;
      afterAll = () -> {};
      last.run();
    }
  }

  private void writePiece(Message message) {
    int length = Math.min(PIECE, message.bytes.length - offset);
    ByteBuf piece = Unpooled.wrappedBuffer(message.bytes, offset, length);
    boolean isLast = offset + length == message.bytes.length;
    var written = channel.write(frame(message.kind, isLast, piece));
    offset = isLast ? 0 : offset + length;
    if (isLast) {
      waiting.remove();
    }
    written.addListener(
        done -> {
          if (!done.isSuccess()) {
            // Connections here do not end of themselves where a write fails.
            channel.close();
          } else if (isLast) {
            sent.accept(message.bytes.length);
          }
        });
  }

  private WebSocketFrame frame(Kind kind, boolean isLast, ByteBuf piece) {
    if (offset > 0) {
      return new ContinuationWebSocketFrame(isLast, 0, piece);
    }
    return kind == Kind.TEXT
        ? new TextWebSocketFrame(isLast, 0, piece)
        : new BinaryWebSocketFrame(isLast, 0, piece);
  }
}
