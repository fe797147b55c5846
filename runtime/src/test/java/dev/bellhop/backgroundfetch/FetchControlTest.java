package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.LiveFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What scripts and persons do to a background fetch, and what they learn of it. */
class FetchControlTest extends FetchServiceTest {
  @Test
  void abortsOnceAndFiresTheAbortEvent() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(50_000, never));
    fetches.server.serve("/b", 10);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/b", "/a");
    never.awaitReached();
    List<FetchRecord> records = records(fetch);
    FetchRecord stalled = records.get(1);
    FetchResponse growing = await(stalled.responseReady());
    CompletableFuture<byte[]> reading = readAsync(growing);
    // Whether the two requests shared one is up to their timing; with both answered none is to
    // come.
    await(records.get(0).responseReady());
    int connections = fetches.server.openConnections();

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
    fetches.server.awaitOpenConnections(connections - 1);
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

  @Test
  void startsAFailedFetchAnewAndNoOther() throws Exception {
    fetches.server.on("/a", exchange -> exchange.respond(404, "gone"));
    FetchSnapshot failed = fetches.fetch("movies", 1000, fetches.get("/a"));
    assertThat(fetches.handled(failed).failureReason()).isEqualTo("bad-status");
    fetches.server.serve("/a", 100);
    FetchSnapshot again = await(fetches.service.retry(fetches.registration, "movies"));
    assertThat(again.uid()).isNotEqualTo(failed.uid());
    assertThat(again.downloadTotal()).isEqualTo(1000);
    assertThat(fetches.handled(again).result()).isEqualTo("success");
    assertThat(await(fetches.service.info(again.uid())).title()).isEqualTo("Title");

    assertThatThrownBy(() -> await(fetches.service.retry(fetches.registration, "movies")))
        .hasMessageContaining("has succeeded");
    assertThatThrownBy(() -> await(fetches.service.retry(fetches.registration, "other")))
        .hasMessageContaining("There is no background fetch \"other\"");
    Gate never = new Gate();
    fetches.server.fail("/a", new Fault.StallBeforeAnswer(never));
    fetches.fetchPaths("movies", "/a");
    assertThatThrownBy(() -> await(fetches.service.retry(fetches.registration, "movies")))
        .hasMessageContaining("has not ended yet");
    never.open();
  }

  /** Large enough for a file. */
  private static final int UPLOAD = 300_000;

  private FetchSnapshot upload(String id, int status, int bytes) throws Exception {
    fetches.server.on(
        "/up", exchange -> exchange.respond(status, "" + exchange.bodyBytes().length));
    FetchRequest post = fetches.request("POST", "/up").withBody(BytesBody.of(new byte[bytes]));
    return fetches.fetch(id, 0, post);
  }

  private Path bodies() {
    return fetches.store.folder().resolve("bodies");
  }

  private long bodyFiles() throws IOException {
    return new LiveFolder(bodies()).files().size();
  }

  private void awaitBodyFiles(long count) throws IOException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (bodyFiles() != count) {
      assertThat(System.nanoTime()).as(bodyFiles() + " files").isLessThan(deadline);
      System.gc();
    }
  }

  @Test
  void repeatsUploadsAlsoWhenTheirEventWasHandledAndInALaterProcess() throws Exception {
    assertThat(fetches.handled(upload("up", 500, UPLOAD)).result()).isEqualTo("failure");
    FetchSnapshot second = await(fetches.service.retry(fetches.registration, "up"));
    assertThat(second.uploadTotal()).isEqualTo(UPLOAD);
    assertThat(fetches.handled(second).result()).isEqualTo("failure");

    fetches.restart();
    await(fetches.service.resumeAll(fetches.registration));
    fetches.server.on("/up", exchange -> exchange.respond(200, "" + exchange.bodyBytes().length));
    FetchSnapshot third = await(fetches.service.retry(fetches.registration, "up"));
    BackgroundFetchInfo info = fetches.handled(third);
    assertThat(info.result()).isEqualTo("success");
    assertThat(info.uploaded()).isEqualTo(UPLOAD);
    assertThatThrownBy(() -> await(fetches.service.retry(fetches.registration, "up")))
        .hasMessageContaining("has succeeded");
    awaitBodyFiles(0);
  }

  @Test
  void letsUploadsOfAFailedFetchGoWhenItsIdIsUsedAgain() throws Exception {
    fetches.handled(upload("up", 500, UPLOAD));
    awaitBodyFiles(1);
    fetches.handled(upload("up", 200, 10));
    awaitBodyFiles(0);
  }

  @Test
  void tellsHowItGoesOn() throws Exception {
    Gate never = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(100_000, never));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    never.awaitReached();
    while (await(fetches.service.info(fetch.uid())).downloaded() < 100_000) {
      Thread.onSpinWait();
    }
    fetches.clock.advance(Duration.ofSeconds(2));
    BackgroundFetchInfo.Progress running = await(fetches.service.info(fetch.uid())).progress();
    assertThat(running).isEqualTo(new BackgroundFetchInfo.Progress(BIG, 50_000, null));

    await(fetches.service.pause(fetch.uid()));
    assertThat(await(fetches.service.info(fetch.uid())).progress().waitsFor())
        .isEqualTo(new Wait(Wait.Reason.USER, 0));
    never.open();
    fetches.restart();
    assertThat(await(fetches.service.info(fetch.uid())).progress().waitsFor())
        .isEqualTo(new Wait(Wait.Reason.USER, 0));
  }

  @Test
  void saysWhenItTriesAgain() throws Exception {
    fetches.server.fail("/a", new Fault.CloseBeforeAnswer(), new Fault.CloseBeforeAnswer());
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    long delay = fetches.awaitTraced(TraceEvent.RequestRetried.class).delay();
    assertThat(await(fetches.service.info(fetch.uid())).progress().waitsFor())
        .isEqualTo(new Wait(Wait.Reason.RETRY, delay));
    fetches.restart();
    assertThat(await(fetches.service.info(fetch.uid())).progress().waitsFor())
        .isEqualTo(new Wait(Wait.Reason.HOST, 0));
  }
}
