package dev.bellhop.net.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.fetch.FakeTransport;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportException.Kind;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.testing.Bodies;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultyNetworkTest {
  private static final String FILE = "https://files.example/media/a.bin?v=1";
  private static final String TEXT = "0123456789";

  private final VirtualClock clock = new VirtualClock();
  private final FakeTransport transport = new FakeTransport();
  private final FaultyNetwork network = new FaultyNetwork(transport, clock);
  private final CancelToken cancel = new CancelToken();

  @BeforeEach
  void serve() {
    transport.answer("GET " + FILE, 200, TEXT, "Content-Length", "10", "ETag", "\"a\"");
  }

  @Test
  void passesOnWhereNoRuleFits() throws Exception {
    network.add(FaultRule.always(new NetworkFault.Reset()).on("https://other.example/*"));
    assertThat(text(send())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "https://files.example/*, true",
    "*.bin?v=1, true",
    "/media/*, true",
    "/media/a.bin?v=1, true",
    "/media/a.bin, false",
    "http://*, false",
    "*, true"
  })
  void rulesAreForUrls(String pattern, boolean fits) {
    network.add(FaultRule.always(new NetworkFault.NoSuchHost()).on(pattern));
    assertThat(send().isCompletedExceptionally()).isEqualTo(fits);
  }

  @Test
  void ruleThatHasHappenedOftenEnoughIsOver() throws Exception {
    var rule = FaultRule.always(new NetworkFault.Reset()).times(2);
    network.add(rule);
    assertFails(send(), Kind.CLOSED, "files.example reset the connection");
    assertThat(network.rules()).containsExactly(rule);
    assertFails(send(), Kind.CLOSED, "files.example reset the connection");
    assertThat(network.rules()).isEmpty();
    assertThat(text(send())).isEqualTo(TEXT);
  }

  @Test
  void rulesCanBeTakenAway() throws Exception {
    var offline = FaultRule.always(new NetworkFault.Offline());
    network.add(offline);
    network.add(FaultRule.always(new NetworkFault.BadCertificate()));
    assertFails(send(), Kind.OFFLINE, "there is no network");
    network.remove(offline);
    assertFails(send(), Kind.CERTIFICATE, "the certificate of files.example");
    network.clear();
    assertThat(text(send())).isEqualTo(TEXT);
  }

  @Test
  void answersInTheServersPlace() throws Exception {
    network.add(FaultRule.always(new NetworkFault.Status(503, Duration.ofSeconds(7))).times(1));
    network.add(FaultRule.always(new NetworkFault.RedirectLoop()).times(1));
    network.add(FaultRule.always(new NetworkFault.CaptivePortal()).times(1));
    TransportResponse busy = get(send("Origin", "https://localhost"));
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.headers().get("Retry-After")).isEqualTo("7");
    assertThat(busy.headers().get("Access-Control-Allow-Origin")).isEqualTo("https://localhost");
    TransportResponse redirect = get(send());
    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.headers().get("Location")).isEqualTo(FILE);
    assertThat(get(send()).status()).isEqualTo(511);
    assertThat(transport.requests()).isEmpty();
  }

  @Test
  void rangeFaultsAreForRequestsWithRanges() throws Exception {
    network.add(FaultRule.always(new NetworkFault.RangeNotSatisfiable()).times(1));
    network.add(FaultRule.always(new NetworkFault.IgnoreRange()).times(1));
    assertThat(get(send()).status()).isEqualTo(200);
    assertThat(get(send("Range", "bytes=5-")).status()).isEqualTo(416);
    assertThat(get(send("Range", "bytes=5-")).status()).isEqualTo(200);
    assertThat(transport.last().headers().contains("Range")).isFalse();
  }

  @Test
  void changesHeaders() throws Exception {
    transport.answer("GET " + FILE, 206, "56789", "Content-Range", "bytes 5-9/10", "ETag", "\"a\"");
    network.add(FaultRule.always(new NetworkFault.WrongContentRange()));
    network.add(FaultRule.always(new NetworkFault.ChangedEtag()));
    TransportResponse first = get(send("Range", "bytes=5-"));
    assertThat(first.headers().get("Content-Range")).isEqualTo("bytes 6-9/10");
    assertThat(first.headers().get("ETag")).isEqualTo("\"changed-1\"");
    assertThat(get(send("Range", "bytes=5-")).headers().get("ETag")).isEqualTo("\"changed-2\"");
  }

  @Test
  void delayHoldsTheRequestBack() throws Exception {
    network.add(FaultRule.always(new NetworkFault.Delay(Duration.ofSeconds(3))));
    CompletableFuture<TransportResponse> response = send();
    clock.advance(Duration.ofMillis(2999));
    assertThat(transport.requests()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(text(response)).isEqualTo(TEXT);
  }

  @Test
  void cancelledDelaySendsNothing() {
    network.add(FaultRule.always(new NetworkFault.Delay(Duration.ofSeconds(3))));
    CompletableFuture<TransportResponse> response = send();
    cancel.cancel();
    assertFails(response, Kind.CANCELLED, "the request was cancelled");
    assertThat(clock.timers()).isZero();
    assertThat(transport.requests()).isEmpty();
  }

  @Test
  void dropEndsTheConnectionWithinTheBody() {
    assertBodyFails(
        new NetworkFault.DropAfter(4), 4, Kind.CLOSED, "closed the connection after 4 bytes");
  }

  @Test
  void wrongContentLengthIsNotKept() throws Exception {
    assertBodyFails(
        new NetworkFault.ContentLength(11),
        10,
        Kind.CLOSED,
        "closed the connection after 10 of 11 bytes");
    network.clear();
    network.add(FaultRule.always(new NetworkFault.ContentLength(4)));
    TransportResponse response = get(send());
    assertThat(response.headers().get("Content-Length")).isEqualTo("4");
    assertThat(Bodies.readAll(response.body())).asString().isEqualTo("0123");
  }

  @Test
  void truncatedAndExcessBodiesEndAsIfTheyWereWhole() throws Exception {
    network.add(FaultRule.always(new NetworkFault.Truncate(4)).times(1));
    TransportResponse truncated = get(send());
    assertThat(truncated.headers().contains("Content-Length")).isFalse();
    assertThat(Bodies.readAll(truncated.body())).asString().isEqualTo("0123");
    network.add(FaultRule.always(new NetworkFault.Excess(3)));
    TransportResponse excess = get(send());
    assertThat(excess.headers().contains("Content-Length")).isFalse();
    assertThat(Bodies.readAll(excess.body())).hasSize(13);
  }

  @Test
  void faultsBeyondTheBodysEndChangeNothing() throws Exception {
    network.add(FaultRule.always(new NetworkFault.DropAfter(10)));
    network.add(FaultRule.always(new NetworkFault.StallAfter(11)));
    assertThat(text(send())).isEqualTo(TEXT);
  }

  @Test
  void stallIsGivenUpAfterAMinute() throws Exception {
    transport.answer("GET " + FILE, 200, new PiecedBody(List.of("0123", "456789")));
    network.add(FaultRule.always(new NetworkFault.StallAfter(4)));
    try (BodyReader reader = get(send()).body().open()) {
      assertThat(Bodies.next(reader)).asString().isEqualTo("0123");
      var next = reader.read();
      clock.advance(Duration.ofSeconds(59));
      assertThat(next).isNotDone();
      clock.advance(Duration.ofSeconds(1));
      assertFails(next, Kind.TIMEOUT, "files.example sent no bytes for 60 seconds");
    }
    assertThat(clock.timers()).isZero();
  }

  @Test
  void stallEndsWithItsRequest() throws Exception {
    network.add(FaultRule.always(new NetworkFault.StallAfter(0)));
    BodyReader reader = get(send()).body().open();
    var next = reader.read();
    cancel.cancel();
    assertFails(next, Kind.CANCELLED, "the request was cancelled");
    assertThat(clock.timers()).isZero();
  }

  @Test
  void bodiesTogetherComeNoFasterThanTheRate() throws Exception {
    network.add(FaultRule.always(new NetworkFault.Throttle(5)));
    var first = get(send()).body().open().read();
    var second = get(send()).body().open().read();
    clock.advance(Duration.ofMillis(1999));
    assertThat(first).isNotDone();
    clock.advance(Duration.ofMillis(1));
    assertThat(first).isDone();
    clock.advance(Duration.ofMillis(1999));
    assertThat(second).isNotDone();
    clock.advance(Duration.ofMillis(1));
    assertThat(second).isDone();
  }

  private void assertBodyFails(NetworkFault fault, int count, Kind kind, String message) {
    network.add(FaultRule.always(fault));
    assertBodyFails(count, kind, message);
    transport.answer("GET " + FILE, 200, new PiecedBody(List.of("012", "3", "4567", "89")));
    assertBodyFails(count, kind, message);
  }

  private void assertBodyFails(int count, Kind kind, String message) {
    StringBuilder read = new StringBuilder();
    assertThatThrownBy(
            () -> {
              try (BodyReader reader = get(send()).body().open()) {
                for (byte[] piece = Bodies.next(reader);
                    piece != null;
                    piece = Bodies.next(reader)) {
                  read.append(new String(piece));
                }
              }
            })
        .isInstanceOfSatisfying(
            TransportException.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageContaining(message)
        .hasMessageContaining("as a fault was asked for");
    assertThat(read).hasToString(TEXT.substring(0, count));
  }

  private CompletableFuture<TransportResponse> send(String... headers) {
    return network.send(
        new TransportRequest(
            "GET", Url.parse(FILE, null), HeaderList.of(headers), null, sent -> {}, cancel));
  }

  private static TransportResponse get(CompletableFuture<TransportResponse> response)
      throws Exception {
    return Bodies.await(response);
  }

  private static String text(CompletableFuture<TransportResponse> response) throws Exception {
    return new String(Bodies.readAll(get(response).body()));
  }

  private static void assertFails(CompletableFuture<?> future, Kind kind, String message) {
    assertThatThrownBy(() -> Bodies.await(future))
        .isInstanceOfSatisfying(
            TransportException.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }
}
