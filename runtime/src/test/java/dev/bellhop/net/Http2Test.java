package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.TestCertificates;
import dev.bellhop.testing.TestContent;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges with a server that speaks HTTP/2. */
class Http2Test extends TransportTest {
  private static final TestCertificates AUTHORITY = new TestCertificates();

  @TempDir Path folder;

  @Override
  protected TransportOptions options() {
    return super.options().withAuthorities(List.of(AUTHORITY.authorityFile(folder)));
  }

  private static DefaultFullHttpResponse answer(FullHttpRequest request) {
    return switch (request.uri()) {
      case "/large" -> Http2Server.response(200, TestContent.bytes(1, 0, 5_000_000));
      case "/empty" -> Http2Server.response(204, new byte[0]);
      case "/echo" -> Http2Server.response(200, ByteBufUtil.getBytes(request.content()));
      default -> {
        String text = request.method() + " " + request.headers().get("Host");
        yield Http2Server.response(404, text.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private Http2Server serve() {
    return closedAfterwards(new Http2Server(AUTHORITY.issue("127.0.0.1"), Http2Test::answer));
  }

  @Test
  void manyExchangesShareAConnection() throws Exception {
    Http2Server secure = serve();
    TransportResponse first = await(get(secure.url("/x")));
    assertThat(first.status()).isEqualTo(404);
    assertThat(first.statusText()).as("HTTP/2 has none").isEmpty();
    assertThat(first.headers().contains("Transfer-Encoding")).isFalse();
    assertThat(readAll(first.body()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("GET " + secure.url("").substring("https://".length()));
    var responses = new ArrayList<CompletableFuture<TransportResponse>>();
    for (int i = 0; i < 20; i++) {
      responses.add(get(secure.url("/large")));
    }
    byte[] content = TestContent.bytes(1, 0, 5_000_000);
    // One after the other, so that the windows of those that wait fill up.
    for (CompletableFuture<TransportResponse> response : responses) {
      assertThat(readAll(await(response).body())).isEqualTo(content);
    }
    assertThat(secure.connections()).isEqualTo(1);
  }

  @Test
  void takesABodyThere() throws Exception {
    Http2Server secure = serve();
    byte[] content = TestContent.bytes(1, 0, 1_000_000);
    TransportResponse response =
        await(
            send(
                "POST",
                secure.url("/echo"),
                HeaderList.empty(),
                BytesBody.of(content),
                new CancelToken()));
    assertThat(readAll(response.body())).isEqualTo(content);
  }

  @Test
  void endsWithAHead() throws Exception {
    TransportResponse response = await(get(serve().url("/empty")));
    assertThat(response.status()).isEqualTo(204);
    assertThat(readAll(response.body())).isEmpty();
  }

  @Test
  void goesToAnotherConnectionWhenTheServerWantsNoMoreOnThisOne() throws Exception {
    Http2Server secure = serve();
    readAll(await(get(secure.url("/echo"))).body());
    secure.goAway();
    readAll(await(get(secure.url("/echo"))).body());
    readAll(await(get(secure.url("/echo"))).body());
    assertThat(secure.connections()).isEqualTo(2);
  }
}
