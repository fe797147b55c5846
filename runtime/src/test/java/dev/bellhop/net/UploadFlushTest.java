package dev.bellhop.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.LiveBody;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When an upload flushes its channel. */
class UploadFlushTest {
  /** Lets an upload go on when the channel says so, and writes down when it is flushed. */
  private static final class Watch extends ChannelDuplexHandler {
    private final List<String> flushes = new ArrayList<>();
    private @Nullable Upload upload;
    private boolean writing;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      writing = true;
      context.write(message, promise);
      writing = false;
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      flushes.add(writing ? "inside of a write" : "between writes");
      context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      Objects.requireNonNull(upload).pump();
    }
  }

  @Test
  void flushesALateChunkThatFillsTheChannelAfterItsWrite() {
    var watch = new Watch();
    var channel = new EmbeddedChannel(watch);
    var body = new LiveBody();
    var endpoint = new Endpoint(false, "localhost", 80);
    watch.upload = new Upload(channel, endpoint, body, bytes -> {}, failure -> {});
    watch.upload.pump();
    assertThat(watch.flushes).as("before the first chunk").isEmpty();
    body.chunk(new byte[400_000]);
    assertThat(watch.flushes).isNotEmpty().containsOnly("between writes");
    assertThat(channel.outboundMessages()).hasSize(1);
    channel.finishAndReleaseAll();
  }
}
