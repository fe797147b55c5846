package dev.bellhop.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectorTest {
  private final CompletableFuture<Channel> result = new CompletableFuture<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new Connector.WhileConnecting());

  @Test
  void aConnectionIsGivenWithoutWhatWatchedItsBeginning() {
    Connector.complete(result, channel);

    assertThat(result).isCompletedWithValue(channel);
    assertThat(channel.pipeline().get(Connector.WhileConnecting.class)).isNull();
  }

  @Test
  void aServerThatHangsUpAtOnceKeepsNobodyWaiting() {
    channel.close();

    Connector.complete(result, channel);

    assertThat(result).isCompletedWithValue(channel);
  }

  @Test
  void aConnectionThatNobodyWaitsForAnyMoreIsClosed() {
    result.cancel(false);

    Connector.complete(result, channel);

    assertThat(channel.isOpen()).isFalse();
  }
}
