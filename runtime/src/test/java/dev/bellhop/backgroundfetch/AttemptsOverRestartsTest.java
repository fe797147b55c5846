package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.TraceEvent;
import dev.bellhop.store.BackgroundFetchRows;
import dev.bellhop.testing.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What earlier processes have tried counts in later ones. */
class AttemptsOverRestartsTest extends FetchServiceTest {
  private void restartAndResume() throws Exception {
    fetches.restart();
    await(fetches.service.resumeAll(fetches.registration));
  }

  private Wait waitOf(FetchSnapshot fetch) throws Exception {
    return await(fetches.service.info(fetch.uid())).progress().waitsFor();
  }

  private int failuresWritten(FetchSnapshot fetch) throws Exception {
    var rows = new BackgroundFetchRows(fetches.store.database());
    return await(rows.records().readBare(fetch.uid())).getFirst().progress().retries().failures();
  }

  @Test
  void crashesDoNotResetTheCount() throws Exception {
    with(new FetchFixture(folder.resolve("first")));
    int attempts = BackgroundFetchPolicy.defaults().attempts();
    for (int i = 0; i < attempts; i++) {
      fetches.server.fail("/a", new Fault.CloseBeforeAnswer());
    }
    fetches.server.serve("/a", 100);
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    for (int retry = 1; retry < attempts; retry++) {
      // A crash before that is written down would have its attempt made once more.
      while (failuresWritten(fetch) < retry) {
        Thread.onSpinWait();
      }
      fetches.crash(folder.resolve("after-" + retry), new RecordingDelivery());
      await(fetches.service.resumeAll(fetches.registration));
      fetches.clock.advance(
          Duration.ofNanos(fetches.traced(TraceEvent.RequestRetried.class).getLast().delay()));
    }
    assertThat(fetches.handled(fetch).failureReason()).isEqualTo("fetch-error");
    assertThat(fetches.server.requests("/a")).hasSize(attempts);
  }

  @Test
  void waitsAsLongAsTheServerWantedAlsoInALaterProcess() throws Exception {
    fetches.server.serve("/a", 100);
    fetches.network.add(
        FaultRule.always(new NetworkFault.Status(503, Duration.ofSeconds(300))).times(1));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    fetches.clock.advance(Duration.ofSeconds(100));
    restartAndResume();
    assertThat(waitOf(fetch)).isEqualTo(new Wait(Wait.Reason.RETRY, 200_000_000_000L));
    fetches.clock.advance(Duration.ofSeconds(199));
    assertThat(waitOf(fetch)).isEqualTo(new Wait(Wait.Reason.RETRY, 1_000_000_000L));
    assertThat(fetches.server.requests("/a")).isEmpty();
    fetches.clock.advance(Duration.ofSeconds(1));
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }

  @Test
  void triesAtOnceWhereTheTimeHasComeMeanwhile() throws Exception {
    fetches.server.serve("/a", 100);
    fetches.network.add(
        FaultRule.always(new NetworkFault.Status(503, Duration.ofSeconds(300))).times(1));
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    fetches.awaitTraced(TraceEvent.RequestRetried.class);
    await(fetches.service.suspend());
    fetches.clock.advance(Duration.ofHours(1));
    restartAndResume();
    fetches.clock.advance(Duration.ofMillis(1));
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
  }
}
