package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.FaultServer;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.SeenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which connection a request is sent on. */
class ConnectionPoolTest extends TransportTest {
  @Override
  protected TransportOptions options() {
    return super.options().withConnections(2, 3);
  }

  private void getAll(String url) throws Exception {
    readAll(await(get(url)).body());
  }

  @Test
  void reusesAConnection() throws Exception {
    server.serve("/a", 100_000);
    for (int i = 0; i < 20; i++) {
      getAll(server.url("/a"));
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void keepsToTheBoundAndServesInOrder() throws Exception {
    var gates = new ArrayList<Gate>();
    var responses = new ArrayList<CompletableFuture<TransportResponse>>();
    for (int i = 0; i < 6; i++) {
      var gate = new Gate();
      gates.add(gate);
      server.on(
          "/" + i,
          exchange -> {
            gate.pass();
            exchange.respond(200, "x");
          });
      responses.add(get(server.url("/" + i)));
    }
    server.awaitRequests("/0", 1);
    server.awaitRequests("/1", 1);
    assertThat(server.requests()).hasSize(2);
    for (int i = 0; i < 6; i++) {
      gates.get(i).open();
      readAll(await(responses.get(i)).body());
    }
    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.requests().stream().map(SeenRequest::path).skip(2))
        .containsExactly("/2", "/3", "/4", "/5");
  }

  @Test
  void thoseOfAHigherPriorityGoBeforeOthersThatWait() throws Exception {
    try (var single = new NettyTransport(options().withConnections(1, 1))) {
      var gate = new Gate();
      server.on(
          "/first",
          exchange -> {
            gate.pass();
            exchange.respond(200, "x");
          });
      var responses = new ArrayList<CompletableFuture<TransportResponse>>();
      responses.add(single.send(requestTo(server.url("/first"))));
      server.awaitRequests("/first", 1);
      for (Priority priority : List.of(Priority.LOW, Priority.AUTO, Priority.HIGH, Priority.AUTO)) {
        String path = "/" + priority;
        server.on(path, exchange -> exchange.respond(200, "x"));
        responses.add(single.send(requestTo(server.url(path)).with(priority)));
      }
      gate.open();
      for (int next : List.of(0, 3, 2, 4, 1)) {
        readAll(await(responses.get(next)).body());
      }
    }
    assertThat(server.requests().stream().map(SeenRequest::path))
        .containsExactly("/first", "/HIGH", "/AUTO", "/AUTO", "/LOW");
  }

  @Test
  void keepsToTheBoundOverAllHosts() throws Exception {
    try (var second = FaultServer.start();
        var third = FaultServer.start()) {
      for (FaultServer each : List.of(server, second, third)) {
        each.serve("/a", 10);
        var both = List.of(get(each.url("/a")), get(each.url("/a")));
        for (var response : both) {
          readAll(await(response).body());
        }
      }
      third.awaitRequests("/a", 2);
      assertThat(server.openConnections() + second.openConnections() + third.openConnections())
          .isLessThanOrEqualTo(4); // the server may not have seen the end of one yet
    }
  }

  @Test
  void keepsTheConnectionOfARedirectWhoseBodyIsClosedUnread() throws Exception {
    server.on("/from", exchange -> exchange.respond(302, "", "Location", "/to"));
    server.serve("/to", 10);
    try (var single = new NettyTransport(options().withConnections(1, 1))) {
      CompletableFuture<TransportResponse> redirect = single.send(requestTo(server.url("/from")));
      await(redirect.thenAccept(response -> response.body().open().close()));
      readAll(await(single.send(requestTo(server.url("/to")))).body());
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void doesNotReuseAConnectionThatTheServerEnds() throws Exception {
    server.on("/a", exchange -> exchange.respond(200, "x", "Connection", "close"));
    getAll(server.url("/a"));
    getAll(server.url("/a"));
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void doesNotTakeExcessBytesForTheNextResponse() throws Exception {
    server
        .serve("/a", 10)
        .fail("/a", new Fault.Excess("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"));
    server.on("/b", exchange -> exchange.respond(200, "true"));
    assertThat(readAll(await(get(server.url("/a"))).body())).hasSize(10);
    assertThat(readAll(await(get(server.url("/b"))).body())).asString().isEqualTo("true");
  }

  @Test
  void sendsAgainWhenAUsedConnectionTurnsOutDead() throws Exception {
    server.serve("/a", 10).on("/b", exchange -> exchange.respond(200, exchange.bodyBytes()));
    getAll(server.url("/a"));
    server.fail("/b", new Fault.ResetBeforeAnswer());

    TransportResponse response =
        await(
            send(
                "PUT",
                server.url("/b"),
                HeaderList.empty(),
                BytesBody.of("again"),
                new CancelToken()));

    assertThat(readAll(response.body())).asString().isEqualTo("again");
    assertThat(server.requests("/b")).extracting(SeenRequest::connection).containsExactly(1, 2);
  }

  @Test
  void sendsNothingTwiceThatIsNotIdempotent() throws Exception {
    server.serve("/a", 10);
    getAll(server.url("/a"));
    server.fail("/b", new Fault.ResetBeforeAnswer());
    CompletableFuture<TransportResponse> response =
        send("POST", server.url("/b"), HeaderList.empty(), BytesBody.of("once"), new CancelToken());
    assertThat(failure(response).kind()).isEqualTo(Kind.CLOSED);
    assertThat(server.requests("/b")).extracting(SeenRequest::connection).containsExactly(2);
  }

  @Test
  void sendsAgainOnlyOnce() throws Exception {
    server.serve("/a", 10);
    getAll(server.url("/a"));
    server.fail("/b", new Fault.CloseBeforeAnswer(), new Fault.CloseBeforeAnswer());
    assertThat(failure(get(server.url("/b"))).kind()).isEqualTo(Kind.CLOSED);
    assertThat(server.requests("/b")).hasSize(2);
  }

  @Test
  void doesNotSendABodyAgainThatIsGone() throws Exception {
    server.serve("/a", 10);
    getAll(server.url("/a"));
    server.fail("/b", new Fault.CloseBeforeAnswer());
    Body once =
        new Body() {
          @Override
          public OptionalLong length() {
            return OptionalLong.of(1);
          }

          @Override
          public boolean replayable() {
            return false;
          }

          @Override
          public BodyReader open() {
            return BytesBody.of("x").open();
          }
        };
    assertThat(
            failure(send("PUT", server.url("/b"), HeaderList.empty(), once, new CancelToken()))
                .kind())
        .isEqualTo(Kind.CLOSED);
    assertThat(server.requests("/b")).hasSize(1);
  }

  @Test
  void endsUnusedConnections() throws Exception {
    server.serve("/a", 10);
    getAll(server.url("/a"));
    assertThat(server.openConnections()).isEqualTo(1);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (server.openConnections() > 0 && System.nanoTime() < deadline) {
      clock.advance(Duration.ofSeconds(10));
      Thread.onSpinWait();
    }
    server.awaitOpenConnections(0);
    getAll(server.url("/a"));
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void cancelledWhileWaitingIsNeverSent() throws Exception {
    var gate = new Gate();
    server.serve("/a", 10).serve("/b", 10).serve("/c", 10);
    server.fail("/a", new Fault.StallBeforeAnswer(gate), new Fault.StallBeforeAnswer(gate));
    var first = get(server.url("/a"));
    var second = get(server.url("/a"));
    var cancel = new CancelToken();
    var third = send("GET", server.url("/b"), HeaderList.empty(), null, cancel);
    var fourth = get(server.url("/c"));

    cancel.cancel();

    assertThat(failure(third).kind()).isEqualTo(Kind.CANCELLED);
    gate.open();
    readAll(await(first).body());
    readAll(await(second).body());
    readAll(await(fourth).body());
    assertThat(server.requests("/b")).isEmpty();
  }
}
