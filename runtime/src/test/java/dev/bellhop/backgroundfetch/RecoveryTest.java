package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.http.BytesBody;
import dev.bellhop.store.BackgroundFetchRows;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a later process makes of what an earlier one left, killed or stopped. */
class RecoveryTest {
  private static final int BIG = 300_000;

  @TempDir Path folder;
  private FetchFixture fetches;

  @BeforeEach
  void open() throws Exception {
    fetches = new FetchFixture(folder.resolve("first"));
  }

  @AfterEach
  void close() throws Exception {
    fetches.close();
  }

  private void resume() throws Exception {
    await(fetches.service.resumeAll(fetches.registration));
  }

  private List<FetchRecord> records(long uid) throws Exception {
    return await(fetches.service.records(uid, RecordQuery.all()));
  }

  private void awaitDownloaded(FetchSnapshot fetch, long bytes) throws Exception {
    while (await(fetches.service.info(fetch.uid())).downloaded() < bytes) {
      Thread.onSpinWait();
    }
  }

  /** A fetch of which one body is whole and another has 100,000 bytes. */
  private FetchSnapshot halfDone(Gate gate) throws Exception {
    fetches.server.serve("/a", BIG).serve("/b", Resource.of(40_000).withSeed(2));
    fetches.server.fail("/a", new Fault.StallAfter(100_000, gate));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/b", "/a");
    awaitDownloaded(fetch, 140_000);
    while (!await(fetches.service.info(fetch.uid())).records().get(0).result().equals("success")) {
      Thread.onSpinWait();
    }
    // The row that says so is written by the same turn; a read sees it once it is committed.
    while (await(
            new BackgroundFetchRows(fetches.store.database())
                .records()
                .read(fetch.uid(), fetches.store.bodies()))
        .get(0)
        .progress()
        .result()
        .isEmpty()) {
      Thread.onSpinWait();
    }
    return fetch;
  }

  private void finishes(FetchSnapshot fetch) throws Exception {
    fetches.delivery.holding();
    resume();
    RecordingDelivery.Event event = fetches.delivery.await(0);
    assertThat(event.type()).isEqualTo("backgroundfetchsuccess");
    assertThat(event.fetch().uid()).isEqualTo(fetch.uid());
    assertThat(event.fetch().downloaded()).isEqualTo(BIG + 40_000);
    List<FetchRecord> records = records(fetch.uid());
    assertThat(readAll(await(records.get(0).responseReady()).body()))
        .isEqualTo(Resource.of(40_000).withSeed(2).bytes());
    assertThat(readAll(await(records.get(1).responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    assertThat(fetches.server.requests("/b")).hasSize(1);
    assertThat(fetches.server.requests("/a").getLast().headers().get("Range"))
        .isEqualTo("bytes=100000-");
  }

  @Test
  void goesOnWhereItWasStopped() throws Exception {
    Gate gate = new Gate();
    FetchSnapshot fetch = halfDone(gate);
    fetches.restart();
    gate.open();
    finishes(fetch);
    TraceEvent.BackgroundFetchResumed resumed =
        fetches.traced(TraceEvent.BackgroundFetchResumed.class).getFirst();
    assertThat(resumed)
        .isEqualTo(new TraceEvent.BackgroundFetchResumed("movies", "Title", 2, 1, 140_000));
  }

  @Test
  void goesOnWhereItWasKilled() throws Exception {
    Gate gate = new Gate();
    FetchSnapshot fetch = halfDone(gate);
    fetches.crash(folder.resolve("second"), new RecordingDelivery());
    gate.open();
    finishes(fetch);
  }

  @Test
  void startsOverWhatWasDamagedMeanwhile() throws Exception {
    Gate gate = new Gate();
    FetchSnapshot fetch = halfDone(gate);
    fetches.restart();
    flipABit(100_000);
    gate.open();
    fetches.delivery.holding();
    resume();
    assertThat(fetches.delivery.await(0).type()).isEqualTo("backgroundfetchsuccess");
    assertThat(fetches.delivery.await(0).fetch().downloaded()).isEqualTo(BIG + 40_000);
    assertThat(readAll(await(records(fetch.uid()).get(1).responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    assertThat(fetches.server.requests("/b")).as("was whole, and is").hasSize(1);
    assertThat(fetches.server.requests("/a").getLast().headers().get("Range")).isNull();
    assertThat(fetches.traced(TraceEvent.Diagnostic.class))
        .singleElement()
        .satisfies(
            said ->
                assertThat(said.message())
                    .contains("movies", fetches.server.url("/a"), "the 100000 bytes"));
  }

  /** In the body with this length. */
  private void flipABit(long length) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("first/bodies"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Files.size(file) == length) {
          byte[] bytes = Files.readAllBytes(file);
          bytes[50_000] ^= 1;
          Files.write(file, bytes);
        }
      }
    }
  }

  @Test
  void keepsItsIdWhileItGoesOn() throws Exception {
    Gate gate = new Gate();
    halfDone(gate);
    Gate second = new Gate();
    fetches.server.fail("/a", new Fault.StallBeforeAnswer(second));
    fetches.restart();
    resume();
    assertThat(await(fetches.service.ids(fetches.registration))).containsExactly("movies");
    assertThatThrownBy(() -> fetches.fetchPaths("movies", "/b"))
        .isInstanceOf(BackgroundFetchException.class);
    gate.open();
    second.open();
  }

  @Test
  void deliversAnEventAgainThatWasNotHandledToItsEnd() throws Exception {
    fetches.server.serve("/a", BIG);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.delivery.await(0);
    fetches.crash(folder.resolve("second"), new RecordingDelivery().holding());
    resume();

    RecordingDelivery.Event again = fetches.delivery.await(0);
    assertThat(again.type()).isEqualTo("backgroundfetchsuccess");
    assertThat(readAll(await(records(fetch.uid()).getFirst().responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    again.handled().complete(Delivery.Delivered.HANDLED);
    fetches.handled(fetch);

    fetches.restart();
    resume();
    assertThat(fetches.delivery.types()).isEmpty();
    BackgroundFetchInfo info = await(fetches.service.list(fetches.registration)).getFirst();
    assertThat(info.state()).isEqualTo("done");
    assertThat(info.downloaded()).isEqualTo(BIG);
    assertThat(fetches.server.requests("/a")).hasSize(1);
  }

  @Test
  void stopsDeliveringWhatNeverIsHandled() throws Exception {
    fetches.server.serve("/a", 10);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.delivery.await(0);
    for (int delivered = 1; delivered < FetchTask.MAX_DELIVERIES; delivered++) {
      fetches.restart();
      fetches.delivery.holding();
      resume();
      fetches.delivery.await(0);
    }
    fetches.restart();
    resume();
    assertThat(fetches.handled(fetch).state()).isEqualTo("done");
    assertThat(fetches.delivery.types()).isEmpty();
    assertThat(fetches.traced(TraceEvent.EventSkipped.class).getLast().why()).contains("5 times");
  }

  @Test
  void keepsTheFirstFailureAndTheWordsForIt() throws Exception {
    Gate gate = new Gate();
    fetches.server.serve("/a", BIG).fail("/a", new Fault.StallAfter(100_000, gate));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/missing", "/a");
    awaitDownloaded(fetch, 100_000);
    fetches.awaitTraced(TraceEvent.RequestProcessingCompleted.class);
    fetches.restart();
    gate.open();
    resume();
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("bad-status");
    assertThat(info.records().get(0).failure()).contains("404");
    assertThat(info.records().get(1).result()).isEqualTo("success");
    assertThat(fetches.server.requests("/missing")).hasSize(1);
  }

  @Test
  void doesNotSendAPostAgain() throws Exception {
    Gate gate = new Gate();
    fetches.server.on("/up", exchange -> exchange.respond(200, "ok"));
    fetches.server.fail("/up", new Fault.StallBeforeAnswer(gate));
    FetchRequest post = fetches.request("POST", "/up").withBody(BytesBody.of("x"));
    FetchSnapshot fetch = fetches.fetch("up", 0, post);
    gate.awaitReached();
    fetches.crash(folder.resolve("second"), new RecordingDelivery());
    gate.open();
    resume();
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("fetch-error");
    assertThat(info.records().getFirst().failure()).contains("only a GET is sent twice");
    assertThat(fetches.server.requests("/up")).hasSize(1);
  }

  @Test
  void endsAnAbortThatWasUnderWay() throws Exception {
    Gate gate = new Gate();
    FetchSnapshot fetch = halfDone(gate);
    fetches.delivery.holding();
    await(fetches.service.abort(fetch.uid(), "user"));
    fetches.delivery.await(0);
    fetches.crash(folder.resolve("second"), new RecordingDelivery());
    gate.open();
    resume();
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("aborted");
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchabort");
  }

  @Test
  void countsNoDeliveryWhereTheProcessEndedBeforeTheWorkerRan() throws Exception {
    fetches.server.serve("/a", 10);
    fetches.delivery.neverReady();
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    await(fetches.delivery.preparing());
    for (int ended = 0; ended < FetchTask.MAX_DELIVERIES; ended++) {
      fetches.restart();
      fetches.delivery.neverReady();
      resume();
      await(fetches.delivery.preparing());
    }
    fetches.restart();
    resume();
    fetches.handled(fetch);
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchsuccess");
  }

  @Test
  void startsOverWhereNothingSaysWhichResponseTheBytesAreFrom() throws Exception {
    Gate gate = new Gate();
    FetchSnapshot fetch = halfDone(gate);
    fetches.restart();
    gate.open();
    await(
        fetches
            .store
            .database()
            .write(
                transaction ->
                    transaction.update(
                        "UPDATE fetch_record SET response = NULL WHERE position = 1")));
    fetches.delivery.holding();
    resume();
    assertThat(fetches.delivery.await(0).type()).isEqualTo("backgroundfetchsuccess");
    assertThat(readAll(await(records(fetch.uid()).get(1).responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    assertThat(fetches.server.requests("/a").getLast().headers().contains("Range")).isFalse();
  }

  @Test
  void anAbortThatWasReportedIsNotForgotten() throws Exception {
    Gate gate = new Gate();
    FetchSnapshot fetch = halfDone(gate);
    var copied = new CompletableFuture<Path>();
    fetches.service.abort(
        fetch.uid(),
        "script",
        answer -> fetches.copy(folder.resolve("second")).thenAccept(copied::complete));
    fetches.goOnFrom(await(copied), new RecordingDelivery());
    gate.open();
    resume();
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("aborted");
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchabort");
  }
}
