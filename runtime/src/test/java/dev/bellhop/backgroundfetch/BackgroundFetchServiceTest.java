package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundFetchServiceTest {
  private static final int BIG = 300_000;

  @TempDir Path folder;
  private FetchFixture fetches;

  @BeforeEach
  void open() throws Exception {
    fetches = new FetchFixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    fetches.close();
  }

  private void with(FetchFixture other) throws Exception {
    fetches.close();
    fetches = other;
  }

  private List<FetchRecord> records(FetchSnapshot fetch) throws Exception {
    return await(fetches.service.records(fetch.uid(), RecordQuery.all()));
  }

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
    with(new FetchFixture(folder.resolve("small"), StoreOptions.defaults().withQuota(BIG / 2)));
    fetches.server.serve("/a", BIG);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("quota-exceeded");
    assertThat(info.records().getFirst().failure()).isNotEmpty();
  }

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
    for (int retries = 1; retries < FetchMachine.MAX_FAILURES; retries++) {
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
  void abortsOnceAndFiresTheAbortEvent() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(50_000, never));
    fetches.server.serve("/b", 10);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/b", "/a");
    never.awaitReached();
    FetchRecord stalled = records(fetch).get(1);
    FetchResponse growing = await(stalled.responseReady());
    CompletableFuture<byte[]> reading = readAsync(growing);

    assertThat(await(fetches.service.abort(fetch.uid(), "script"))).isTrue();
    assertThat(await(fetches.service.abort(fetch.uid(), "script"))).isFalse();
    assertThat(await(fetches.service.get(fetches.registration, "movies"))).isNull();
    RecordingDelivery.Event event = fetches.delivery.await(0);
    assertThat(event.type()).isEqualTo("backgroundfetchabort");
    assertThat(event.fetch().failureReason()).isEqualTo("aborted");
    assertThatThrownBy(() -> await(reading))
        .isInstanceOfSatisfying(
            NetworkError.class, e -> assertThat(e.reason()).isEqualTo(NetworkError.Reason.ABORTED));
    assertThatThrownBy(() -> await(stalled.responseReady()))
        .isInstanceOfSatisfying(
            BackgroundFetchException.class, e -> assertThat(e.errorName()).isEqualTo("AbortError"));
    never.open();
    fetches.server.awaitOpenConnections(1);
  }

  private static CompletableFuture<byte[]> readAsync(FetchResponse response) {
    var result = new CompletableFuture<byte[]>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(readAll(response.body()));
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
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

  @Test
  void refusesWhatCannotBeStarted() throws Exception {
    fetches.server.serve("/a", 10);
    assertThatThrownBy(() -> fetches.fetch("movies", 0))
        .isInstanceOf(BackgroundFetchException.class)
        .hasMessageContaining("at least one request");

    Gate never = new Gate();
    fetches.server.fail("/a", new Fault.StallBeforeAnswer(never));
    fetches.fetchPaths("movies", "/a");
    assertThatThrownBy(() -> fetches.fetchPaths("movies", "/a"))
        .isInstanceOf(BackgroundFetchException.class)
        .hasMessageContaining("\"movies\"");
    never.open();

    fetches.delivery.activeWorker = false;
    assertThatThrownBy(() -> fetches.fetchPaths("other", "/a"))
        .isInstanceOf(BackgroundFetchException.class)
        .hasMessageContaining("no active worker");
    fetches.delivery.activeWorker = true;

    fetches.withAvailable(1000);
    assertThatThrownBy(() -> fetches.fetch("big", 1001, fetches.get("/a")))
        .isInstanceOfSatisfying(
            BackgroundFetchException.class,
            e -> assertThat(e.errorName()).isEqualTo("QuotaExceededError"));
  }

  @Test
  void tellsObserversTheResultBeforeTheEvent() throws Exception {
    Gate gate = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(1000, gate));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    var seen = new CopyOnWriteArrayList<String>();
    fetches.service.observe(
        fetch.uid(),
        snapshot ->
            seen.add(
                snapshot.result() + snapshot.recordsAvailable() + fetches.delivery.types().size()));
    gate.open();
    fetches.handled(fetch);
    assertThat(seen).contains("successtrue0", "successfalse1");
    assertThat(seen.getLast()).isEqualTo("successfalse1");
  }

  @Test
  void findsRecordsAsACacheDoes() throws Exception {
    fetches.server.serve("/a", 10).on("/up", exchange -> exchange.respond(200, "ok"));
    fetches.delivery.holding();
    FetchSnapshot fetch =
        fetches.fetch(
            "movies",
            0,
            fetches.get("/a?x=1"),
            fetches.get("/a?x=2#part"),
            fetches.request("POST", "/up").withBody(BytesBody.of("x")));
    fetches.delivery.await(0);
    assertThat(found(fetch, new RecordQuery(fetches.get("/a?x=2"), false, false, false)))
        .containsExactly(fetches.server.url("/a?x=2#part"));
    assertThat(found(fetch, new RecordQuery(fetches.get("/a"), true, false, false))).hasSize(2);
    assertThat(found(fetch, new RecordQuery(fetches.get("/up"), false, false, false))).isEmpty();
    assertThat(found(fetch, new RecordQuery(fetches.get("/up"), false, true, false))).hasSize(1);
    FetchRecord upload = records(fetch).get(2);
    assertThat(new String(readAll(upload.request().body()))).isEqualTo("x");
  }

  private List<String> found(FetchSnapshot fetch, RecordQuery query) throws Exception {
    return await(fetches.service.records(fetch.uid(), query)).stream()
        .map(record -> record.request().url().href())
        .toList();
  }

  @Test
  void looksAtVaryUnlessToldNotTo() throws Exception {
    fetches.server.on("/a", exchange -> exchange.respond(200, "ok", "Vary", "X-Kind"));
    fetches.delivery.holding();
    FetchRequest red = fetches.get("/a").withHeaders(HeaderList.of("X-Kind", "red"));
    FetchSnapshot fetch = fetches.fetch("movies", 0, red);
    fetches.delivery.await(0);
    assertThat(found(fetch, new RecordQuery(red, false, false, false))).hasSize(1);
    assertThat(found(fetch, new RecordQuery(fetches.get("/a"), false, false, false))).isEmpty();
    assertThat(found(fetch, new RecordQuery(fetches.get("/a"), false, false, true))).hasSize(1);
  }

  @Test
  void clicksOnTheNewestOneAlsoAfterItIsOver() throws Exception {
    fetches.server.serve("/a", 10);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.handled(fetch);
    assertThat(await(fetches.service.click(fetches.registration, "movies"))).isTrue();
    RecordingDelivery.Event click = fetches.delivery.await(1);
    assertThat(click.type()).isEqualTo("backgroundfetchclick");
    assertThat(click.fetch().uid()).isEqualTo(fetch.uid());
    assertThat(click.fetch().recordsAvailable()).isFalse();
    assertThat(await(fetches.service.click(fetches.registration, "nothing"))).isFalse();
  }

  @Test
  void changesTheDisplay() throws Exception {
    fetches.server.serve("/a", 10);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    RecordingDelivery.Event event = fetches.delivery.await(0);
    await(fetches.service.updateUi(fetch.uid(), "All here", null));
    event.handled().complete(Delivery.Delivered.HANDLED);
    fetches.handled(fetch);
    assertThat(await(fetches.service.list(fetches.registration)).getFirst().title())
        .isEqualTo("All here");
    assertThat(fetches.traced(TraceEvent.BackgroundFetchUiUpdated.class))
        .containsExactly(new TraceEvent.BackgroundFetchUiUpdated("movies", "All here", List.of()));
  }

  @Test
  void isIdleWhenEverythingIsHandled() throws Exception {
    fetches.server.serve("/a", 10);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    CompletableFuture<Void> idle = fetches.service.idle();
    RecordingDelivery.Event event = fetches.delivery.await(0);
    assertThat(idle).isNotDone();
    event.handled().complete(Delivery.Delivered.HANDLED);
    await(idle);
    assertThat(fetches.handled(fetch).state()).isEqualTo("done");
  }

  @Test
  void forgetsWithoutAnEventWhatBelongsToARemovedRegistration() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(50_000, never));
    fetches.fetchPaths("movies", "/a");
    never.awaitReached();
    await(fetches.service.forget(fetches.registration));
    assertThat(fetches.delivery.types()).isEmpty();
    assertThat(await(fetches.service.list(fetches.registration))).isEmpty();
    never.open();
  }
}
