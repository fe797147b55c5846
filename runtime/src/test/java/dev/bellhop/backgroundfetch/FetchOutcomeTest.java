package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a background fetch ends, and what its event can read. */
class FetchOutcomeTest extends FetchServiceTest {
  @Test
  void succeedsWhenAllRequestsHaveAndLetsTheEventReadThem() throws Exception {
    fetches.server.serve("/a", BIG).serve("/b", Resource.of(10).withSeed(2));
    fetches.delivery.holding();

    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a", "/b");
    RecordingDelivery.Event event = fetches.delivery.await(0);

    assertThat(event.type()).isEqualTo("backgroundfetchsuccess");
    assertThat(event.fetch().result()).isEqualTo("success");
    assertThat(event.fetch().downloaded()).isEqualTo(BIG + 10);
    assertThat(event.fetch().recordsAvailable()).isTrue();
    List<FetchRecord> records = records(fetch);
    FetchResponse first = await(records.get(0).responseReady());
    assertThat(first.headers().contains("Content-Length")).isFalse();
    assertThat(readAll(first.body())).isEqualTo(Resource.of(BIG).bytes());
    FetchResponse second = await(records.get(1).responseReady());
    assertThat(readAll(second.body())).isEqualTo(Resource.of(10).withSeed(2).bytes());

    event.handled().complete(Delivery.Delivered.HANDLED);
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.state()).isEqualTo("done");
    assertThat(info.recordsAvailable()).isFalse();
    assertThatThrownBy(() -> records(fetch))
        .isInstanceOf(BackgroundFetchException.class)
        .hasMessageContaining("not available any more");
    // What was found before the records were let go stays readable.
    assertThat(readAll(await(records.get(0).responseReady()).body())).hasSize(BIG);
  }

  @Test
  void isNotActiveAnyMoreWhenItsEventIsFired() throws Exception {
    fetches.server.serve("/a", 10);
    fetches.delivery.holding();
    FetchSnapshot first = fetches.fetchPaths("movies", "/a");
    fetches.delivery.await(0);

    assertThat(await(fetches.service.get(fetches.registration, "movies"))).isNull();
    assertThat(await(fetches.service.ids(fetches.registration))).isEmpty();
    assertThat(await(fetches.service.abort(first.uid(), "script"))).isFalse();
    FetchSnapshot second = fetches.fetchPaths("movies", "/a");
    assertThat(second.uid()).isNotEqualTo(first.uid());
  }

  @Test
  void waitsForTheOthersWhenOneAnswersWith404() throws Exception {
    Gate gate = new Gate();
    fetches.server.serve("/slow", BIG).fail("/slow", new Fault.StallAfter(1000, gate));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/missing", "/slow");
    gate.awaitReached();
    fetches.awaitTraced(TraceEvent.RequestProcessingCompleted.class);
    assertThat(fetches.delivery.types()).isEmpty();
    gate.open();

    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchfail");
    assertThat(info.failureReason()).isEqualTo("bad-status");
    assertThat(info.records().get(0).result()).isEqualTo("bad-status");
    assertThat(info.records().get(0).status()).isEqualTo(404);
    assertThat(info.records().get(0).failure()).contains("404");
    assertThat(info.records().get(1).result()).isEqualTo("success");
  }

  @Test
  void exposesTheBodyOfABadStatus() throws Exception {
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/missing");
    fetches.delivery.await(0);
    FetchResponse response = await(records(fetch).getFirst().responseReady());
    assertThat(response.status()).isEqualTo(404);
    assertThat(new String(readAll(response.body()))).isEqualTo("nothing here");
  }

  @Test
  void failsInWordsWhereTheConnectionIsRefused() throws Exception {
    int closedPort;
    try (ServerSocket unused = new ServerSocket(0)) {
      closedPort = unused.getLocalPort();
    }
    String origin = "http://127.0.0.1:" + closedPort;
    fetches.delivery.holding();
    FetchSnapshot fetch =
        fetches.fetch("movies", 0, FetchRequest.get(FetchFixture.url(origin + "/x"), origin));
    RecordingDelivery.Event event = fetches.delivery.await(0);
    assertThat(event.type()).isEqualTo("backgroundfetchfail");
    assertThat(event.fetch().failureReason()).isEqualTo("fetch-error");
    assertThatThrownBy(() -> await(records(fetch).getFirst().responseReady()))
        .isInstanceOfSatisfying(
            BackgroundFetchException.class, e -> assertThat(e.errorName()).isEqualTo("TypeError"));
    event.handled().complete(Delivery.Delivered.SKIPPED);
    assertThat(fetches.handled(fetch).records().getFirst().failure())
        .containsIgnoringCase("refused");
  }

  @Test
  void takesExactlyTheDownloadTotal() throws Exception {
    fetches.server.serve("/a", BIG);
    FetchSnapshot fetch = fetches.fetch("movies", BIG, fetches.get("/a"));
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }

  @Test
  void endsAllWhenTheDownloadTotalIsPassed() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).serve("/b", BIG);
    fetches.server.fail("/b", new Fault.StallBeforeAnswer(never));
    FetchSnapshot fetch = fetches.fetch("movies", BIG - 1, fetches.get("/b"), fetches.get("/a"));
    BackgroundFetchInfo info = fetches.handled(fetch);
    never.open();
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchfail");
    assertThat(info.failureReason()).isEqualTo("download-total-exceeded");
    assertThat(info.records().get(0).result()).isEqualTo("aborted");
    assertThat(info.records().get(1).result()).isEqualTo("download-total-exceeded");
    assertThat(info.downloaded()).isLessThan(BIG);
  }

  @Test
  void saysQuotaExceededWhereTheStoreIsFull() throws Exception {
    with(new FetchFixture(folder.resolve("small"), StoreOptions.defaults().withLimit(BIG / 2)));
    fetches.server.serve("/a", BIG);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("quota-exceeded");
    assertThat(info.records().getFirst().failure()).isNotEmpty();
  }
}
