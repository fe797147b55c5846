package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Chunk;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.SeenRequest;
import dev.bellhop.testing.TestContent;
import dev.bellhop.url.Url;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Request bodies. */
class UploadTest extends TransportTest {
  private static final int PIECE = 64 * 1024;

  /** Deterministic bytes, made as they are read. */
  private static final class MadeBody implements Body, BodyReader {
    private final long size;
    private final OptionalLong declared;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long made;
    private @Nullable RuntimeException failure;

    MadeBody(long size, OptionalLong declared) {
      this.size = size;
      this.declared = declared;
    }

    @Override
    public OptionalLong length() {
      return declared;
    }

    @Override
    public boolean replayable() {
      return false;
    }

    @Override
    public BodyReader open() {
      return this;
    }

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      if (failure != null && made > 0) {
        return CompletableFuture.failedFuture(failure);
      }
      int length = (int) Math.min(PIECE, size - made);
      if (length == 0) {
        return CompletableFuture.completedFuture(null);
      }
      Chunk chunk = Chunk.of(TestContent.bytes(1, made, length));
      made += length;
      return CompletableFuture.completedFuture(chunk);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private CompletableFuture<TransportResponse> post(Body body, LongConsumer uploaded) {
    return transport()
        .send(
            new TransportRequest(
                "POST",
                Objects.requireNonNull(Url.parse(server.url("/up"), null)),
                HeaderList.empty(),
                body,
                uploaded,
                new CancelToken()));
  }

  @Test
  void sendsABodyOfKnownLength() throws Exception {
    server.on("/up", exchange -> exchange.respond(200, exchange.bodyBytes()));
    var uploaded = new AtomicLong();
    TransportResponse response = await(post(BytesBody.of("hello"), uploaded::addAndGet));
    assertThat(readAll(response.body())).asString().isEqualTo("hello");
    assertThat(uploaded).hasValue(5);
    SeenRequest request = server.requests().getFirst();
    assertThat(request.headers().get("Content-Length")).isEqualTo("5");
    assertThat(request.headers().contains("Transfer-Encoding")).isFalse();
  }

  @Test
  void sendsABodyOfUnknownLengthInChunks() throws Exception {
    server.on("/up", exchange -> exchange.respond(200, exchange.bodyBytes()));
    TransportResponse response =
        await(post(new MadeBody(1_000_000, OptionalLong.empty()), bytes -> {}));
    assertThat(readAll(response.body())).isEqualTo(TestContent.bytes(1, 0, 1_000_000));
    assertThat(server.requests().getFirst().headers().get("Transfer-Encoding"))
        .isEqualTo("chunked");
  }

  @Test
  void sendsAChunkThatFillsTheChannelThoughItCameLate() throws Exception {
    server.on("/up", exchange -> exchange.respond(200, exchange.bodyBytes()));
    var body = new LiveBody();
    CompletableFuture<TransportResponse> response = post(body, bytes -> {});
    while (body.reads() == 0) {
      Thread.onSpinWait();
    }
    body.chunk(TestContent.bytes(1, 0, 400_000)).end();
    assertThat(readAll(await(response).body())).isEqualTo(TestContent.bytes(1, 0, 400_000));
  }

  @Test
  void saysThatAPostHasNoBody() throws Exception {
    server.on("/up", exchange -> exchange.respond(200, "ok"));
    await(send("POST", server.url("/up"), HeaderList.empty(), null, new CancelToken()));
    assertThat(server.requests().getFirst().headers().get("Content-Length")).isEqualTo("0");
  }

  @Test
  void aServerThatDoesNotReadStopsTheUpload() throws Exception {
    var gate = new Gate();
    long size = 200L << 20;
    server.on(
        "/up",
        exchange -> {
          gate.pass();
          long count = exchange.body().transferTo(OutputStream.nullOutputStream());
          exchange.respond(200, Long.toString(count));
        });
    var body = new MadeBody(size, OptionalLong.of(size));
    var uploaded = new AtomicLong();
    var response = post(body, uploaded::addAndGet);
    gate.awaitReached();
    server.on("/other", exchange -> exchange.respond(200, "x"));
    long before = -1;
    while (before != body.made) {
      before = body.made;
      for (int i = 0; i < 20; i++) {
        readAll(await(get(server.url("/other"))).body());
      }
    }
    assertThat(body.made).isLessThan(64L << 20);
    assertThat(uploaded.get()).isLessThanOrEqualTo(body.made);
    gate.open();
    assertThat(readAll(await(response).body())).asString().isEqualTo(Long.toString(size));
    assertThat(uploaded).hasValue(size);
  }

  @Test
  void anAnswerMayComeBeforeTheUploadHasEnded() throws Exception {
    long size = 200L << 20;
    server.on(
        "/up",
        exchange -> {
          exchange.respond(413, "too much", "Connection", "close");
          exchange.drop();
        });
    var body = new MadeBody(size, OptionalLong.of(size));
    TransportResponse response = await(post(body, bytes -> {}));
    assertThat(response.status()).isEqualTo(413);
    assertThat(body.closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(body.made).isLessThan(size);
  }

  @Test
  void aBodyThatIsShorterThanItSaid() {
    server.on("/up", exchange -> exchange.respond(200, exchange.bodyBytes()));
    TransportException failure = failure(post(new MadeBody(10, OptionalLong.of(20)), b -> {}));
    assertThat(failure)
        .hasMessage(
            "the body of the request to 127.0.0.1:"
                + server.port()
                + " ended after 10 of 20 bytes");
  }

  @Test
  void aBodyThatIsLongerThanItSaid() {
    server.on("/up", exchange -> exchange.respond(200, exchange.bodyBytes()));
    TransportException failure = failure(post(new MadeBody(20, OptionalLong.of(10)), b -> {}));
    assertThat(failure).hasMessageEndingWith(" is longer than the 10 bytes that it said");
  }

  @Test
  void aBodyThatFails() throws Exception {
    server.on("/up", exchange -> exchange.respond(200, exchange.bodyBytes()));
    var body = new MadeBody(1_000_000, OptionalLong.empty());
    body.failure = new IllegalStateException("the disk is gone");
    TransportException failure = failure(post(body, bytes -> {}));
    assertThat(failure).hasMessageEndingWith(" could not be read: the disk is gone");
    assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
    assertThat(body.closed.await(30, TimeUnit.SECONDS)).isTrue();
    server.awaitOpenConnections(0);
  }

  @Test
  void cancelledInTheMiddle() throws Exception {
    var gate = new Gate();
    server.on(
        "/up",
        exchange -> {
          gate.pass();
          exchange.bodyBytes();
        });
    var cancel = new CancelToken();
    var body = new MadeBody(200L << 20, OptionalLong.empty());
    var response = send("POST", server.url("/up"), HeaderList.empty(), body, cancel);
    gate.awaitReached();
    cancel.cancel();
    assertThat(failure(response).kind()).isEqualTo(Kind.CANCELLED);
    assertThat(body.closed.await(30, TimeUnit.SECONDS)).isTrue();
    gate.open();
    server.awaitOpenConnections(0);
  }
}
