package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.testing.Resource;
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
}
