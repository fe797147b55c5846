package dev.bellhop.net;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Sends a request's body, no faster than the network takes it. Runs on the event loop. */
final class Upload {
  private final Channel channel;
  private final BodyReader reader;
  private final Endpoint endpoint;
  private final long declared;
  private final LongConsumer uploaded;
  private final Consumer<TransportException> failed;
  private long sent;
  private boolean reading;
  private boolean pumping;
  private boolean stopped;
  private boolean ended;

  /**
   * @param failed told once where the body cannot be read or is not as long as it said
   */
  Upload(
      Channel channel,
      Endpoint endpoint,
      Body body,
      LongConsumer uploaded,
      Consumer<TransportException> failed) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.reader = body.open();
    this.declared = body.length().orElse(-1);
    this.uploaded = uploaded;
    this.failed = failed;
  }

  /** Sends as much as the channel takes now. */
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    do {
      while (hasTurn()) {
        reading = true;
        reader.read().whenComplete(this::onRead);
      }
      // Also where a late chunk has filled the channel, which takes no more before that. Nothing is
      // sent before the first chunk is there: a body that fails at once leaves no trace.
      if (!ended && sent > 0) {
        channel.flush();
      }
    } while (hasTurn());
    pumping = false;
  }

  private boolean hasTurn() {
    return !stopped && !ended && !reading && channel.isWritable();
  }

  private void onRead(@Nullable Chunk chunk, @Nullable Throwable failure) {
    if (!channel.eventLoop().inEventLoop()) {
      channel.eventLoop().execute(() -> onRead(chunk, failure));
      return;
    }
    reading = false;
    if (pumping) {
      take(chunk, failure);
      return;
    }
    // A chunk is several writes, and one that fills the channel says so before it returns: nothing
    // may be written or flushed in between.
    pumping = true;
    take(chunk, failure);
    pumping = false;
    pump();
  }

  private void take(@Nullable Chunk chunk, @Nullable Throwable failure) {
    if (stopped) {
      if (chunk != null) {
        chunk.close();
      }
    } else if (failure != null) {
      fail("could not be read: " + failure.getMessage(), failure);
    } else if (chunk == null) {
      end();
    } else {
      send(chunk);
    }
  }

  private void send(Chunk chunk) {
    int length = chunk.bytes().remaining();
    sent += length;
    if (declared >= 0 && sent > declared) {
      chunk.close();
      fail("is longer than the " + declared + " bytes that it said", null);
      return;
    }
    channel
        .write(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk.bytes())))
        .addListener(
            written -> {
              chunk.close();
              if (written.isSuccess()) {
                uploaded.accept(length);
              }
            });
  }

  private void end() {
    if (declared >= 0 && sent < declared) {
      fail("ended after " + sent + " of " + declared + " bytes", null);
      return;
    }
    ended = true;
    reader.close();
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void fail(String why, @Nullable Throwable cause) {
    stop();
    failed.accept(Failures.badUpload(endpoint, why, cause));
  }

  /** Sends no more. */
  void stop() {
    if (!stopped && !ended) {
      stopped = true;
      reader.close();
    }
  }

  /** Whether all has been handed to the channel. */
  boolean isEnded() {
    return ended;
  }

  /** Whether it is the body's turn and not the server's. */
  boolean waitsForBody() {
    return reading;
  }
}
