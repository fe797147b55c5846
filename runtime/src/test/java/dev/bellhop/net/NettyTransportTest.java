package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.Resource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what comes back. */
class NettyTransportTest extends TransportTest {
  @Test
  void bringsHeadAndBody() throws Exception {
    Resource resource = Resource.of(5_000_000);
    server.serve("/file", resource);

    TransportResponse response = await(get(server.url("/file")));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.statusText()).isEqualTo("OK");
    assertThat(response.headers().get("etag")).isEqualTo("\"v1\"");
    assertThat(response.body().length()).hasValue(5_000_000);
    assertThat(readAll(response.body())).isEqualTo(resource.bytes());
  }

  @Test
  void takesALineFeedAloneForTheEndOfALine() throws Exception {
    server.on(
        "/x",
        exchange -> {
          exchange.raw("HTTP/1.1 280 HELLO\nfoo-test: 1\nfoo-test:\n\nthe body");
          exchange.drop();
        });
    TransportResponse response = await(get(server.url("/x")));
    assertThat(response.status()).isEqualTo(280);
    assertThat(response.headers().get("foo-test")).isEqualTo("1, ");
    assertThat(readAll(response.body())).asString().isEqualTo("the body");
  }

  @Test
  void sendsEveryValueThatFetchAllowsAndThoseOfOneNameTogether() throws Exception {
    var received = new AtomicReference<HeaderList>();
    server.on(
        "/x",
        exchange -> {
          received.set(exchange.headers());
          exchange.respond(200, "", "X-Back", "\u0001\u00ff");
        });
    HeaderList headers =
        HeaderList.of(
            "X-Control", "a\u0001\u007fb", "X-Two", "1", "x-two", "2", "X-High", "\u00e9");
    TransportResponse response =
        await(send("GET", server.url("/x"), headers, null, new CancelToken()));
    assertThat(response.headers().get("X-Back")).isEqualTo("\u0001\u00ff");
    assertThat(received.get().get("X-Control")).isEqualTo("a\u0001\u007fb");
    assertThat(received.get().get("X-High")).isEqualTo("\u00e9");
    assertThat(received.get().asList())
        .filteredOn(header -> header.name().equalsIgnoreCase("X-Two"))
        .containsExactly(new Header("X-Two", "1, 2"));
  }

  @Test
  void sendsNoValueWithALineBreak() {
    HeaderList headers = HeaderList.of("X-Split", "a\r\nX-Smuggled: b");
    assertThat(failure(send("GET", server.url("/x"), headers, null, new CancelToken())))
        .hasMessageContaining("the header \"X-Split\" has a character that cannot be sent");
  }
}
