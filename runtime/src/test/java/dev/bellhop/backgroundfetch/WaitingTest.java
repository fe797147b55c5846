package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static dev.bellhop.testing.Bodies.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BackgroundFetchPolicy.OnChange;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.testing.Fault;
import dev.bellhop.testing.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches that wait for a network, for a server, or start over what has changed. */
class WaitingTest extends FetchServiceTest {
  private static final FaultRule OFFLINE = FaultRule.always(new NetworkFault.Offline());

  private void awaitWaiting(FetchSnapshot fetch, Wait.Reason reason) throws Exception {
    BackgroundFetchInfo info = await(fetches.service.info(fetch.uid()));
    while (info.progress().waitsFor() == null || info.progress().waitsFor().reason() != reason) {
      assertThat(info.result()).isEmpty();
      info = await(fetches.service.info(fetch.uid()));
    }
  }

  @Test
  void waitsWithoutANetworkForAsLongAsItTakesAndGoesOnAtOnce() throws Exception {
    fetches.server.serve("/a", BIG).fail("/a", new Fault.DropAfter(100_000));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    fetches.network.add(OFFLINE);
    fetches.letRetry(1);
    // Many more looks than there are attempts.
    for (int look = 0; look < 20; look++) {
      awaitWaiting(fetch, Wait.Reason.NETWORK);
      fetches.clock.advance(Duration.ofMinutes(2));
    }
    awaitWaiting(fetch, Wait.Reason.NETWORK);
    assertThat(fetches.server.requests("/a")).hasSize(1);
    assertThat(fetches.traced(TraceEvent.RequestRetried.class)).hasSize(2);

    fetches.delivery.holding();
    fetches.network.remove(OFFLINE);
    fetches.delivery.await(0);
    assertThat(readAll(await(records(fetch).getFirst().responseReady()).body()))
        .isEqualTo(Resource.of(BIG).bytes());
    assertThat(fetches.server.requests("/a").getLast().headers().get("Range"))
        .isEqualTo("bytes=100000-");
  }

  @Test
  void findsANetworkThatComesBackUntold() throws Exception {
    fetches.server.serve("/a", 100);
    fetches.network.add(FaultRule.always(new NetworkFault.Offline()).times(1));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.letRetry(1);
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }

  @Test
  void isPausedResumedAndAbortedWhileItWaitsForTheNetwork() throws Exception {
    fetches.server.serve("/a", 100);
    fetches.network.add(OFFLINE);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    awaitWaiting(fetch, Wait.Reason.NETWORK);
    assertThat(await(fetches.service.pause(fetch.uid()))).isTrue();
    awaitWaiting(fetch, Wait.Reason.USER);
    assertThat(await(fetches.service.resume(fetch.uid()))).isTrue();
    awaitWaiting(fetch, Wait.Reason.NETWORK);
    assertThat(await(fetches.service.abort(fetch.uid(), "user"))).isTrue();
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("aborted");
  }

  @Test
  void anUploadDoesNotWaitForTheNetwork() throws Exception {
    fetches.network.add(OFFLINE);
    FetchSnapshot fetch = fetches.fetch("up", 0, fetches.request("POST", "/up"));
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("fetch-error");
  }

  @ParameterizedTest
  @CsvSource({"503, 120, 120", "429, 5, 5", "503, 86400, 600"})
  void asksAServerAgainWhenItWantsThat(int status, long wanted, long seconds) throws Exception {
    fetches.server.serve("/a", 100);
    fetches.network.add(
        FaultRule.always(new NetworkFault.Status(status, Duration.ofSeconds(wanted))).times(1));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    TraceEvent.RequestRetried retried = fetches.awaitTraced(TraceEvent.RequestRetried.class);
    assertThat(Duration.ofNanos(retried.delay())).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(retried.why()).contains("" + status);
    awaitWaiting(fetch, Wait.Reason.RETRY);
    assertThat(fetches.server.requests("/a")).isEmpty();
    fetches.letRetry(1);
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }

  @Test
  void keepsWhatIsStoredWhileTheServerRests() throws Exception {
    fetches.server.serve("/a", BIG).fail("/a", new Fault.DropAfter(100_000));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    fetches.network.add(
        FaultRule.always(new NetworkFault.Status(503, Duration.ofSeconds(60))).times(1));
    fetches.letRetry(1);
    awaitWaiting(fetch, Wait.Reason.RETRY);
    assertThat(await(fetches.service.info(fetch.uid())).downloaded()).isEqualTo(100_000);
    fetches.letRetry(2);
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
    assertThat(fetches.server.requests("/a").getLast().headers().get("Range"))
        .isEqualTo("bytes=100000-");
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 511})
  void givesUpWithTheLastAnswer(int status) throws Exception {
    with(
        new FetchFixture(folder.resolve("other"))
            .withPolicy(BackgroundFetchPolicy.defaults().withAttempts(2)));
    fetches.network.add(FaultRule.always(new NetworkFault.Status(status, Duration.ofSeconds(1))));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.letRetry(1);
    BackgroundFetchInfo info = fetches.handled(fetch);
    assertThat(info.failureReason()).isEqualTo("bad-status");
    assertThat(info.records().getFirst().status()).isEqualTo(status);
    assertThat(fetches.traced(TraceEvent.RequestRetried.class)).hasSize(1);
  }

  @Test
  void aServerThatDoesNotSayWhenHasAnswered() throws Exception {
    fetches.network.add(FaultRule.always(new NetworkFault.Status(503, null)));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("bad-status");
    assertThat(fetches.traced(TraceEvent.RequestRetried.class)).isEmpty();
  }

  @Test
  void startsAChangedFileOverWhereThatIsWanted() throws Exception {
    with(
        new FetchFixture(folder.resolve("other"))
            .withPolicy(BackgroundFetchPolicy.defaults().onChange(OnChange.RESTART)));
    fetches.server.serve("/a", BIG).fail("/a", new Fault.DropAfter(100_000));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    Resource changed = Resource.of(BIG).withSeed(9).withValidators("\"v2\"", null);
    fetches.server.serve("/a", changed);
    fetches.delivery.holding();
    fetches.letRetry(1);
    fetches.delivery.await(0);
    assertThat(readAll(await(records(fetch).getFirst().responseReady()).body()))
        .isEqualTo(changed.bytes());
    assertThat(fetches.server.requests("/a").get(1).headers().contains("If-Range")).isTrue();
  }

  @Test
  void aFileThatChangesWithEveryAnswerIsGivenUp() throws Exception {
    with(
        new FetchFixture(folder.resolve("other"))
            .withPolicy(BackgroundFetchPolicy.defaults().onChange(OnChange.RESTART)));
    fetches.server.serve("/a", BIG);
    fetches.network.add(FaultRule.always(new NetworkFault.DropAfter(1000)));
    fetches.network.add(FaultRule.always(new NetworkFault.ChangedEtag()));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    for (int retry = 1; !fetches.delivery.types().contains("backgroundfetchfail"); retry++) {
      while (fetches.traced(TraceEvent.RequestRetried.class).size() < retry
          && fetches.delivery.types().isEmpty()) {
        Thread.onSpinWait();
      }
      if (fetches.delivery.types().isEmpty()) {
        fetches.letRetry(retry);
      }
    }
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("fetch-error");
  }

  @Test
  void aLoginThatTheNetworkWantsIsNoAnswerOfAnotherOriginEither() throws Exception {
    fetches.server.serve("/a", Resource.of(100).withAllowOrigin("*"));
    fetches.network.add(FaultRule.always(new NetworkFault.CaptivePortal()).times(1));
    FetchRequest request = FetchRequest.get(fetches.get("/a").url(), "https://other.example");
    FetchSnapshot fetch = fetches.fetch("movies", 0, request);
    assertThat(fetches.awaitTraced(TraceEvent.RequestRetried.class).why()).contains("login");
    fetches.letRetry(1);
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }
}
