package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.next;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.RefusingPort;
import dev.bellhop.testing.Resource;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every way to fail ends in a sentence. */
class TransportFailuresTest extends TransportTest {
  private static final int SIZE = 3_000_000;

  private final List<String> resolved = new ArrayList<>();

  @Override
  protected TransportOptions options() {
    return super.options()
        .withResolver(
            host -> {
              resolved.add(host);
              throw new UnknownHostException(host);
            });
  }

  private void assertFailure(CompletableFuture<?> future, Kind kind, String sentence) {
    TransportException failure = failure(future);
    assertThat(failure).hasMessage(sentence);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  private void assertBodyFailure(String path, Kind kind, String sentence) throws Exception {
    TransportResponse response = await(get(server.url(path)));
    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> readAll(response.body()));
    assertThat(failure).hasMessage(sentence);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  private String label() {
    return "127.0.0.1:" + server.port();
  }

  /** Goes on second by second until the future is done. */
  private void passTimeUntilDone(CompletableFuture<?> future) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!future.isDone() && System.nanoTime() < deadline) {
      clock.advance(Duration.ofSeconds(1));
      Thread.onSpinWait();
    }
    assertThat(future).isDone();
  }

  @Test
  void noSuchHost() {
    assertFailure(
        get("http://nowhere.invalid/x"), Kind.NO_SUCH_HOST, "no such host: nowhere.invalid");
    assertThat(resolved).containsExactly("nowhere.invalid");
  }

  @Test
  void loopbackNamesNeedNoResolver() throws Exception {
    server.serve("/x", 10);
    String port = ":" + server.port();
    assertThat(await(get("http://localhost" + port + "/x")).status()).isEqualTo(200);
    assertThat(await(get("http://shop.localhost" + port + "/x")).status()).isEqualTo(200);
    assertThat(resolved).isEmpty();
    assertThat(server.requests().get(1).headers().get("Host")).isEqualTo("shop.localhost" + port);
  }

  @Test
  void refused() throws Exception {
    try (var nobody = new RefusingPort()) {
      assertRefused(nobody.port());
    }
  }

  private void assertRefused(int port) throws Exception {
    assertFailure(
        get("http://127.0.0.1:" + port + "/"),
        Kind.REFUSED,
        "127.0.0.1:" + port + " refused the connection");
  }

  @Test
  void notHttp() {
    server.fail("/x", new Fault.Garbage("SSH-2.0-OpenSSH_9.2\r\n"));
    assertFailure(
        get(server.url("/x")),
        Kind.PROTOCOL,
        label() + " answered with something that is not HTTP");
  }

  @Test
  void closedBeforeItAnswered() {
    server.fail("/x", new Fault.CloseBeforeAnswer(), new Fault.ResetBeforeAnswer());
    String sentence = label() + " closed the connection before it answered";
    assertFailure(get(server.url("/x")), Kind.CLOSED, sentence);
    assertFailure(get(server.url("/x")), Kind.CLOSED, sentence);
  }

  @Test
  void closedInTheMiddleOfTheHead() {
    server.fail("/x", new Fault.Garbage("HTTP/1.1 200 OK\r\nContent-Le"));
    assertFailure(
        get(server.url("/x")), Kind.CLOSED, label() + " closed the connection before it answered");
  }

  @Test
  void closedInTheMiddleOfTheBody() throws Exception {
    server.serve("/x", SIZE).fail("/x", new Fault.DropAfter(1_000_000));
    assertBodyFailure(
        "/x", Kind.CLOSED, label() + " closed the connection after 1,000,000 of 3,000,000 bytes");
  }

  @Test
  void shorterThanDeclared() throws Exception {
    server.serve("/x", 10).fail("/x", new Fault.DeclareLength(5000));
    assertBodyFailure(
        "/x", Kind.CLOSED, label() + " closed the connection after 10 of 5,000 bytes");
  }

  @Test
  void withoutTheLastChunk() throws Exception {
    server.serve("/x", Resource.of(SIZE).inChunks()).fail("/x", new Fault.TruncateChunks(8192));
    assertBodyFailure(
        "/x",
        Kind.CLOSED,
        label() + " closed the connection after 8,192 bytes, before the body's end");
  }

  @Test
  void brokenChunks() throws Exception {
    server.on(
        "/x",
        exchange -> {
          exchange.head(200, "OK", HeaderList.of("Transfer-Encoding", "chunked"));
          exchange.raw("5\r\nhello\r\nnonsense\r\n");
          exchange.drop();
        });
    assertBodyFailure("/x", Kind.PROTOCOL, label() + " sent a body that breaks the rules of HTTP");
  }

  @Test
  void bytesBeforeTheFailureCanBeRead() throws Exception {
    server.serve("/x", SIZE).fail("/x", new Fault.DropAfter(100_000));
    long count = 0;
    try (BodyReader reader = await(get(server.url("/x"))).body().open()) {
      for (byte[] piece = next(reader); piece != null; piece = next(reader)) {
        count += piece.length;
      }
    } catch (TransportException e) {
      assertThat(e.kind()).isEqualTo(Kind.CLOSED);
    }
    assertThat(count).isEqualTo(100_000);
  }

  @Test
  void silenceBeforeTheHead() {
    var gate = new Gate();
    server.serve("/x", 10).fail("/x", new Fault.StallBeforeAnswer(gate));
    CompletableFuture<TransportResponse> response = get(server.url("/x"));
    server.awaitRequests("/x", 1);

    clock.advance(Duration.ofSeconds(59));
    assertThat(response).isNotDone();
    passTimeUntilDone(response);

    assertFailure(response, Kind.TIMEOUT, label() + " sent no bytes for 60 seconds");
    gate.open();
  }

  @Test
  void silenceInTheBody() throws Exception {
    var gate = new Gate();
    server.serve("/x", SIZE).fail("/x", new Fault.StallAfter(10, gate));
    BodyReader reader = await(get(server.url("/x"))).body().open();
    assertThat(next(reader)).hasSize(10);

    var read = reader.read();
    passTimeUntilDone(read);

    assertFailure(read, Kind.TIMEOUT, label() + " sent no bytes for 60 seconds");
    gate.open();
  }

  @Test
  void noConnectionInTime() {
    CompletableFuture<TransportResponse> response = get("http://slow.test/");
    assertThat(failure(response)).hasMessage("no such host: slow.test");

    var never = new Gate();
    var options =
        super.options()
            .withResolver(
                host -> {
                  never.pass();
                  return List.of();
                });
    try (var transport = new NettyTransport(options)) {
      response = transport.send(requestTo("http://slow.test:81/"));
      never.awaitReached();
      clock.advance(Duration.ofSeconds(30));
      assertFailure(
          response, Kind.TIMEOUT, "slow.test:81 could not be connected to within 30 seconds");
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      never.open();
    }
  }

  @Test
  void headerThatCannotBeSent() {
    TransportException failure =
        failure(
            send(
                "GET",
                server.url("/x"),
                HeaderList.of("X-Test", "a\r\nInjected: b"),
                null,
                new CancelToken()));
    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(failure).hasMessageStartingWith("the request to " + label() + " cannot be sent");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void shutDown() throws Exception {
    var gate = new Gate();
    server.serve("/x", SIZE).serve("/y", 1).fail("/x", new Fault.StallAfter(10, gate));
    BodyReader reader = await(get(server.url("/x"))).body().open();
    next(reader);
    var read = reader.read();

    transport().close();

    assertFailure(read, Kind.CANCELLED, "the network was shut down");
    assertFailure(get(server.url("/y")), Kind.CANCELLED, "the network was shut down");
    gate.open();
  }
}
