package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.HeaderList;
import dev.bellhop.net.NoWebSocket;
import dev.bellhop.net.PassingListener;
import dev.bellhop.net.WebSocketConnection;
import dev.bellhop.net.WebSocketListener;
import dev.bellhop.net.WebSocketRequest;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketHandshakesTest {
  private final List<String> heard = new ArrayList<>();
  private final List<WebSocketRequest> opened = new ArrayList<>();
  private CompletableFuture<@Nullable String> cookie = CompletableFuture.completedFuture("a=1");

  private final Cookies cookies =
      new Cookies() {
        @Override
        public CompletableFuture<@Nullable String> header(Url url, Reach reach, String client) {
          heard.add("asked for " + url + " " + reach + " by " + client);
          return cookie;
        }

        @Override
        public CompletableFuture<Void> received(
            Url url, HeaderList response, Reach reach, String client) {
          heard.add("received " + response.get("Set-Cookie"));
          return CompletableFuture.completedFuture(null);
        }
      };

  private final WebSocketListener listener =
      new PassingListener(new Silent()) {
        @Override
        public void opened(String protocol, HeaderList headers) {
          heard.add("opened");
        }

        @Override
        public void lost(int code, String reason) {
          heard.add("lost " + code);
        }
      };

  private final SocketHandshakes handshakes =
      new SocketHandshakes(
          (request, hears) -> {
            opened.add(request);
            hears.opened("", HeaderList.of("Set-Cookie", "b=2"));
            return NoWebSocket.NONE;
          },
          cookies,
          "Bellhop/test");

  private WebSocketConnection open(String origin) {
    return handshakes.open(
        new WebSocketRequest(
            Objects.requireNonNull(Url.parse("https://site.test/socket", null)),
            List.of(),
            HeaderList.of("Origin", origin)),
        listener);
  }

  @Test
  void sendsCookiesAndTakesThem() {
    open("https://www.site.test");
    assertThat(heard)
        .containsExactly(
            "asked for https://site.test/socket SAME_SITE by https://www.site.test",
            "received b=2",
            "opened");
    HeaderList sent = opened.getFirst().headers();
    assertThat(sent.get("Cookie")).isEqualTo("a=1");
    assertThat(sent.get("User-Agent")).isEqualTo("Bellhop/test");
    assertThat(sent.get("Cache-Control")).isEqualTo("no-cache");
    assertThat(sent.get("Origin")).isEqualTo("https://www.site.test");
  }

  @Test
  void anotherSiteIsAskedAcrossSites() {
    open("https://elsewhere.test");
    assertThat(heard)
        .contains("asked for https://site.test/socket CROSS_SITE by https://elsewhere.test");
  }

  @Test
  void whatIsGivenUpBeforeItIsOpenNeverConnects() {
    cookie = new CompletableFuture<>();
    WebSocketConnection connection = open("https://site.test");
    connection.abort();
    cookie.complete(null);
    assertThat(opened).isEmpty();
    assertThat(heard)
        .containsExactly(
            "asked for https://site.test/socket SAME_SITE by https://site.test", "lost 1006");
  }

  private static final class Silent implements WebSocketListener {
    @Override
    public void opened(String protocol, HeaderList headers) {}

    @Override
    public void text(String message) {}

    @Override
    public void binary(byte[] message) {}

    @Override
    public void sent(long bytes) {}

    @Override
    public void closing() {}

    @Override
    public void closed(int code, String reason) {}

    @Override
    public void lost(int code, String reason) {}
  }
}
