package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.next;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.FaultExchange;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Bytes come when they are asked for, and stop when nobody wants them. */
class TransportFlowTest extends TransportTest {
  /** What one side may hold: the read-ahead and the buffers of both kernels' ends, generously. */
  private static final long IN_FLIGHT = 64L << 20;

  @Test
  void aReaderThatStopsStopsTheServer() throws Exception {
    long size = 400L << 20;
    var sent = new AtomicLong();
    server.on(
        "/x",
        exchange -> {
          exchange.head(200, "OK", HeaderList.of("Content-Length", Long.toString(size)));
          byte[] piece = new byte[64 * 1024];
          for (long done = 0; done < size; done += piece.length) {
            exchange.send(piece, 0, piece.length);
            sent.addAndGet(piece.length);
          }
        });
    long received = 0;
    try (BodyReader reader = await(get(server.url("/x"))).body().open()) {
      while (received < 50L << 20) {
        byte[] piece = next(reader);
        assertThat(piece).isNotNull();
        received += piece.length;
        assertThat(sent.get() - received).isLessThan(IN_FLIGHT);
      }
      awaitStandstill(sent);
      assertThat(sent.get() - received).isLessThan(IN_FLIGHT);
      for (byte[] piece = next(reader); piece != null; piece = next(reader)) {
        received += piece.length;
      }
    }
    assertThat(received).isEqualTo(size);
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
    server.on("/x", TransportFlowTest::closeAtTheEnd);
    assertThat(readAll(await(get(server.url("/x"))).body())).asString().isEqualTo("all of it");
  }

  static void closeAtTheEnd(FaultExchange exchange) throws IOException {
    exchange.head(200, "OK", HeaderList.empty());
    exchange.raw("all of it");
    exchange.drop();
  }

  @Test
  void aResetIsNoEndOfABodyWithoutALength() throws Exception {
    server.on(
        "/x",
        exchange -> {
          exchange.head(200, "OK", HeaderList.empty());
          exchange.raw("not all of it");
          exchange.reset();
        });
    assertThatThrownBy(() -> readAll(await(get(server.url("/x"))).body()))
        .hasStackTraceContaining("closed the connection");
  }

  /** Other requests on the same threads take their time; meanwhile the count must come to rest. */
  private void awaitStandstill(AtomicLong count) throws Exception {
    server.serve("/other", 1);
    long before = -1;
    while (before != count.get()) {
      before = count.get();
      for (int i = 0; i < 20; i++) {
        readAll(await(get(server.url("/other"))).body());
      }
    }
  }

  @Test
  void aBodyThatNobodyOpensStopsTheServerToo() throws Exception {
    server.serve("/x", 100L << 20);
    var cancel = new CancelToken();
    TransportResponse response =
        await(send("GET", server.url("/x"), HeaderList.empty(), null, cancel));
    assertThat(response.status()).isEqualTo(200);
    cancel.cancel();
    server.awaitOpenConnections(0);
    BodyReader reader = response.body().open();
    assertThat(failure(reader.read()).kind()).isEqualTo(Kind.CANCELLED);
  }

  @Test
  void cancelledBeforeTheHead() {
    var gate = new Gate();
    server.serve("/x", 10).fail("/x", new Fault.StallBeforeAnswer(gate));
    var cancel = new CancelToken();
    var response = send("GET", server.url("/x"), HeaderList.empty(), null, cancel);
    server.awaitRequests("/x", 1);
    cancel.cancel();
    assertThat(failure(response)).hasMessage("the request was cancelled");
    gate.open();
    server.awaitOpenConnections(0);
  }

  @Test
  void cancelledBeforeSending() {
    var cancel = new CancelToken();
    cancel.cancel();
    var response = send("GET", server.url("/x"), HeaderList.empty(), null, cancel);
    assertThat(failure(response).kind()).isEqualTo(Kind.CANCELLED);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void cancelledWhileLookingForTheHost() throws Exception {
    var gate = new Gate();
    var options =
        options()
            .withResolver(
                host -> {
                  gate.pass();
                  return NameResolver.system().resolve("127.0.0.1");
                });
    try (var transport = new NettyTransport(options)) {
      var request = requestTo("http://some.test:" + server.port() + "/x");
      var response = transport.send(request);
      gate.awaitReached();
      request.cancel().cancel();
      assertThat(failure(response).kind()).isEqualTo(Kind.CANCELLED);
      gate.open();
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void cancelledInTheBody() throws Exception {
    var gate = new Gate();
    server.serve("/x", 1000).fail("/x", new Fault.StallAfter(10, gate));
    var cancel = new CancelToken();
    BodyReader reader =
        await(send("GET", server.url("/x"), HeaderList.empty(), null, cancel)).body().open();
    next(reader);
    var read = reader.read();
    cancel.cancel();
    assertThat(failure(read).kind()).isEqualTo(Kind.CANCELLED);
    gate.open();
    server.awaitOpenConnections(0);
  }

  @Test
  void cancelledAfterTheEndLeavesTheConnectionAlone() throws Exception {
    server.serve("/x", 1000).serve("/y", 100);
    var cancel = new CancelToken();
    readAll(await(send("GET", server.url("/x"), HeaderList.empty(), null, cancel)).body());
    var next = get(server.url("/y"));
    cancel.cancel();
    assertThat(readAll(await(next).body())).hasSize(100);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void closingTheReaderEndsTheConnection() throws Exception {
    server.serve("/x", 100L << 20);
    BodyReader reader = await(get(server.url("/x"))).body().open();
    next(reader);
    reader.close();
    server.awaitOpenConnections(0);
  }

  @Test
  void aBodyIsOpenedOnce() throws Exception {
    server.serve("/x", 10);
    TransportResponse response = await(get(server.url("/x")));
    readAll(response.body());
    assertThatThrownBy(() -> response.body().open()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manySmallChunks() throws Exception {
    Resource resource = Resource.of(1_000_000);
    server.on(
        "/x",
        exchange -> {
          exchange.head(200, "OK", HeaderList.of("Transfer-Encoding", "chunked"));
          exchange.contentInChunks(resource.seed(), resource.size(), 50);
          exchange.chunk(new byte[0]);
        });
    TransportResponse response = await(get(server.url("/x")));
    assertThat(readAll(response.body())).isEqualTo(resource.bytes());
  }
}
