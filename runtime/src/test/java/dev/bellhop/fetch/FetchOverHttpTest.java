package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.net.NettyTransport;
import dev.bellhop.net.TransportOptions;
import dev.bellhop.testing.Bodies;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.FaultServer;
import dev.bellhop.testing.RefusingPort;
import dev.bellhop.testing.Resource;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The algorithms over real connections. */
class FetchOverHttpTest {
  private static final int SIZE = 300_000;

  @TempDir private Path folder;
  private final FaultServer home = FaultServer.start();
  private final FaultServer other = FaultServer.start();
  private NettyTransport transport;
  private Fetcher fetcher;

  @BeforeEach
  void open() throws IOException {
    var clock = new VirtualClock();
    transport = new NettyTransport(TransportOptions.of(clock));
    fetcher =
        new FetchAlgorithms(
            transport,
            clock::nanoTime,
            new SpillFiles(folder, ForkJoinPool.commonPool()),
            "Bellhop/test");
  }

  @AfterEach
  void close() {
    transport.close();
    home.close();
    other.close();
  }

  private FetchResponse fetch(String url) throws Exception {
    Url parsed = Objects.requireNonNull(Url.parse(url, null));
    return Bodies.await(fetcher.fetch(FetchRequest.get(parsed, home.origin()), new CancelToken()));
  }

  private NetworkError failure(String url) {
    return catchThrowableOfType(NetworkError.class, () -> fetch(url));
  }

  @Test
  void redirectsGiveTheirConnectionsBack() throws Exception {
    home.on("/a", exchange -> exchange.respond(302, "over there", "Location", "/b"));
    home.serve("/b", Resource.of(SIZE).gzipped());
    for (int i = 0; i < 4; i++) {
      FetchResponse response = fetch(home.url("/a"));
      assertThat(Bodies.readAll(Objects.requireNonNull(response.body())))
          .isEqualTo(Resource.of(SIZE).bytes());
      assertThat(response.urlList()).hasSize(2);
    }
    // The target may be asked for while the redirect's own text is still on its way.
    assertThat(home.connections()).isLessThanOrEqualTo(2);
  }

  @Test
  void aRefusedResponseFreesItsConnection() throws Exception {
    other.serve("/closed", Resource.of(10));
    other.serve("/open", Resource.of(10).withAllowOrigin(home.origin()));
    assertThat(failure(other.url("/closed")).reason()).isEqualTo(Reason.CORS);
    assertThat(fetch(other.url("/open")).type()).isEqualTo("cors");
    assertThat(other.requests("/open").getFirst().headers().get("Origin")).isEqualTo(home.origin());
  }

  @Test
  void failuresHaveTheirReasons() throws Exception {
    try (var nobody = new RefusingPort()) {
      NetworkError refused = failure("http://127.0.0.1:" + nobody.port() + "/");
      assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
      assertThat(refused).hasMessageContaining("refused the connection");
    }
    assertThat(failure("http://nowhere.invalid/")).hasMessage("no such host: nowhere.invalid");
  }

  @Test
  void aBodyThatEndsEarlyIsANetworkError() throws Exception {
    home.serve("/a", Resource.of(SIZE));
    home.fail("/a", new Fault.DropAfter(1000));
    FetchResponse response = fetch(home.url("/a"));
    NetworkError error =
        catchThrowableOfType(
            NetworkError.class, () -> Bodies.readAll(Objects.requireNonNull(response.body())));
    assertThat(error.reason()).isEqualTo(Reason.CLOSED);
    assertThat(error.temporary()).isTrue();
  }
}
