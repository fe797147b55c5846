package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.BytesBody;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Requests that break off, are answered in parts, or must not be sent twice. */
class FetchAttemptsTest extends FetchServiceTest {
  @Test
  void goesOnWithARangeWhereTheBodyBrokeOff() throws Exception {
    fetches.server.serve("/a", BIG).fail("/a", new Fault.DropAfter(100_000));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.delivery.holding();
    fetches.letRetry(1);
    fetches.delivery.await(0);

    assertThat(readAll(await(records(fetch).getFirst().responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    var requests = fetches.server.requests("/a");
    assertThat(requests).hasSize(2);
    assertThat(requests.get(0).headers().get("Range")).isNull();
    assertThat(requests.get(0).headers().get("Accept-Encoding")).isEqualTo("identity");
    assertThat(requests.get(1).headers().get("Range")).isEqualTo("bytes=100000-");
    assertThat(requests.get(1).headers().contains("If-Range")).isFalse();
  }

  @Test
  void doesNotJoinPartsOfDifferentFiles() throws Exception {
    fetches.server.serve("/a", BIG).fail("/a", new Fault.DropAfter(100_000));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    fetches.server.serve("/a", Resource.of(BIG).withSeed(9).withValidators("\"v2\"", null));
    fetches.letRetry(1);
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("fetch-error");
    assertThat(info.records().getFirst().failure()).contains("changed").contains("ETag");
  }

  @Test
  void startsOverWhereTheServerIgnoresTheRange() throws Exception {
    fetches.server.serve("/a", Resource.of(BIG).withoutRanges());
    fetches.server.fail("/a", new Fault.DropAfter(100_000));
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    FetchRecord before = records(fetch).getFirst();
    fetches.letRetry(1);
    RecordingDelivery.Event event = fetches.delivery.await(0);
    assertThat(event.fetch().downloaded()).isEqualTo(BIG);
    assertThat(readAll(await(records(fetch).getFirst().responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    // Who held the old response data learns that they are redundant.
    assertThatThrownBy(() -> await(before.responseReady()))
        .isInstanceOf(BackgroundFetchException.class);
  }

  @Test
  void startsOverWhereBytesWereDecoded() throws Exception {
    Resource compressed = Resource.of(BIG).gzipped();
    fetches.server.serve("/a", compressed).fail("/a", new Fault.DropAfter(100_000));
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.letRetry(1);
    fetches.delivery.await(0);
    assertThat(fetches.server.requests("/a").getLast().headers().contains("Range")).isFalse();
    assertThat(readAll(await(records(fetch).getFirst().responseReady()).body()))
        .isEqualTo(compressed.bytes());
  }

  @Test
  void asksForTheRestWhereAPartWasSent() throws Exception {
    byte[] all = Resource.of(BIG).bytes();
    fetches.server.on(
        "/a",
        exchange -> {
          String range = exchange.headers().get("Range");
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          if (from == BIG) {
            exchange.respond(416, "", "Content-Range", "bytes */" + BIG);
            return;
          }
          int to = Math.min(BIG, from + 100_000);
          // The complete length stays unknown, so that only a 416 tells the end (G5).
          exchange.respond(
              206,
              Arrays.copyOfRange(all, from, to),
              "Content-Range",
              "bytes " + from + "-" + (to - 1) + "/*");
        });
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    assertThat(fetches.delivery.await(0).type()).isEqualTo("backgroundfetchsuccess");
    FetchResponse response = await(records(fetch).getFirst().responseReady());
    assertThat(response.status()).isEqualTo(206);
    assertThat(response.headers().contains("Content-Range")).isFalse();
    assertThat(readAll(response.body())).isEqualTo(all);
  }

  @Test
  void givesUpAfterFiveAttemptsThatBroughtNothing() throws Exception {
    Fault close = new Fault.CloseBeforeAnswer();
    for (int i = 0; i < 20; i++) {
      fetches.server.fail("/a", close);
    }
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    for (int retries = 1; retries < BackgroundFetchPolicy.defaults().attempts(); retries++) {
      fetches.letRetry(retries);
    }
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("fetch-error");
    assertThat(fetches.traced(TraceEvent.RequestRetried.class)).hasSize(4);
    assertThat(info.records().getFirst().failure()).isNotBlank();
  }

  @Test
  void sendsAPostOnlyOnceAndCountsItsBytes() throws Exception {
    byte[] body = Resource.of(50_000).bytes();
    fetches.server.on(
        "/up", exchange -> exchange.respond(200, "got " + exchange.bodyBytes().length));
    FetchRequest post = fetches.request("POST", "/up");
    // Over a connection of its own: one that was used before may be tried again by the transport.
    fetches.server.fail("/up", new Fault.CloseBeforeAnswer());
    FetchSnapshot failing = fetches.fetch("up", 0, post.withBody(BytesBody.of(body)));
    assertThat(fetches.handled(failing).failureReason()).isEqualTo("fetch-error");
    assertThat(fetches.server.requests("/up")).hasSize(1);

    FetchSnapshot fetch = fetches.fetch("up", 0, post.withBody(BytesBody.of(body)));
    assertThat(fetch.uploadTotal()).isEqualTo(50_000);
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.result()).isEqualTo("success");
    assertThat(info.uploaded()).isEqualTo(50_000);
  }

  @Test
  void pausesAndGoesOnWithARange() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(100_000, never));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    never.awaitReached();
    awaitDownloaded(fetch, 100_000);
    assertThat(await(fetches.service.pause(fetch.uid()))).isTrue();
    never.open();
    fetches.server.awaitOpenConnections(0);
    assertThat(await(fetches.service.info(fetch.uid())).state()).isEqualTo("paused");
    assertThat(await(fetches.service.resume(fetch.uid()))).isTrue();
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
    assertThat(fetches.server.requests("/a").getLast().headers().get("Range"))
        .isEqualTo("bytes=100000-");
  }

  private void awaitDownloaded(FetchSnapshot fetch, long bytes) throws Exception {
    while (await(fetches.service.info(fetch.uid())).downloaded() < bytes) {
      Thread.onSpinWait();
    }
  }
}
