package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fetches with more records than are in memory at a time. */
class ManyRecordsTest extends FetchServiceTest {
  private static final int MANY = 1_000;
  private static final FaultRule OFFLINE = FaultRule.always(new NetworkFault.Offline());

  private String[] paths(int count) {
    return IntStream.range(0, count).mapToObj(i -> "/" + i).toArray(String[]::new);
  }

  /** Waits until all wait for the network, and no record is looking for it. */
  private Duration awaitNoNetwork(FetchSnapshot fetch) throws Exception {
    Wait wait = await(fetches.service.info(fetch.uid())).progress().waitsFor();
    while (wait == null || wait.reason() != Wait.Reason.NETWORK || wait.nanos() == 0) {
      wait = await(fetches.service.info(fetch.uid())).progress().waitsFor();
    }
    return Duration.ofNanos(wait.nanos());
  }

  @Test
  void loadsEachRecordOnceAndInItsTurn() throws Exception {
    MemoryServer server = new MemoryServer(10);
    fetches.withTransport(server);
    fetches.delivery.holding();
    FetchSnapshot fetch = fetches.fetchPaths("movies", paths(MANY));
    RecordingDelivery.Event event = fetches.delivery.await(0);
    assertThat(event.fetch().downloaded()).isEqualTo(10 * MANY);
    List<FetchRecord> records = records(fetch);
    assertThat(records).hasSize(MANY);
    for (int i = 0; i < MANY; i += 97) {
      assertThat(records.get(i).request().url().path()).isEqualTo("/" + i);
      assertThat(readAll(await(records.get(i).responseReady()).body()))
          .isEqualTo(server.content("/" + i));
    }
    assertThat(fetches.traced(TraceEvent.RequestProcessingCompleted.class)).hasSize(MANY);
  }

  @Test
  void oneOfManyLooksForTheNetwork() throws Exception {
    fetches.withTransport(new MemoryServer(10));
    fetches.network.add(OFFLINE);
    FetchSnapshot fetch = fetches.fetchPaths("movies", paths(MANY));
    Duration untilNext = awaitNoNetwork(fetch);
    int tried = fetches.traced(TraceEvent.RequestProcessingStarted.class).size();
    assertThat(tried).isLessThanOrEqualTo(6);
    for (int look = 0; look < 20; look++) {
      fetches.clock.advance(untilNext);
      untilNext = awaitNoNetwork(fetch);
      assertThat(fetches.clock.timers()).as("timers").isLessThanOrEqualTo(2);
    }
    // One for each look, in turn, of those that are in memory.
    assertThat(fetches.traced(TraceEvent.RequestProcessingStarted.class))
        .hasSize(tried + 20)
        .hasSizeLessThanOrEqualTo(RecordShelf.AHEAD);

    fetches.network.remove(OFFLINE);
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }

  @Test
  void tellsWhoFoundARecordBeforeItsTurnOfItsResponseAndOfItsAbort() throws Exception {
    MemoryServer server = new MemoryServer(10);
    fetches.withTransport(server);
    fetches.network.add(OFFLINE);
    FetchSnapshot fetch = fetches.fetchPaths("movies", paths(100));
    FetchRecord last = records(fetch).getLast();
    var response = last.responseReady();
    fetches.delivery.holding();
    fetches.network.remove(OFFLINE);
    assertThat(readAll(await(response).body())).isEqualTo(server.content("/99"));

    fetches.network.add(OFFLINE);
    FetchSnapshot other = fetches.fetchPaths("others", paths(100));
    var never = records(other).getLast().responseReady();
    await(fetches.service.abort(other.uid(), "user"));
    assertThatThrownBy(() -> await(never)).hasMessageContaining("aborted");
    fetches.delivery.await(1).handled().complete(Delivery.Delivered.HANDLED);
    assertThat(fetches.handled(other).records())
        .extracting(record -> record.result())
        .containsOnly("aborted");
  }

  @Test
  void isPausedAndAbortedInALaterProcessWithoutBeingLoaded() throws Exception {
    fetches.withTransport(new MemoryServer(10));
    fetches.network.add(OFFLINE);
    FetchSnapshot fetch = fetches.fetchPaths("movies", paths(MANY));
    awaitNoNetwork(fetch);
    assertThat(await(fetches.service.pause(fetch.uid()))).isTrue();
    fetches.restart();
    await(fetches.service.resumeAll(fetches.registration));
    assertThat(await(fetches.service.info(fetch.uid())).progress().waitsFor())
        .isEqualTo(new Wait(Wait.Reason.USER, 0));
    assertThat(await(fetches.service.abort(fetch.uid(), "user"))).isTrue();
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("aborted");
    assertThat(fetches.delivery.types()).containsExactly("backgroundfetchabort");
  }
}
