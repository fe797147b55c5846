package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.HostRate;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.http.BytesBody;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Background fetches from hosts, and to hosts, that have a rate. */
class HostRatesTest extends FetchServiceTest {
  private static final int RATE = 100_000;

  @BeforeEach
  void limit() throws Exception {
    with(
        new FetchFixture(folder.resolve("limited"))
            .withPolicy(
                BackgroundFetchPolicy.defaults()
                    .withRates(List.of(new HostRate("127.0.0.1", RATE))))
            .withTransport(new MemoryServer(RATE)));
  }

  private BackgroundFetchInfo awaitRate(FetchSnapshot fetch) throws Exception {
    BackgroundFetchInfo info = await(fetches.service.info(fetch.uid()));
    while (!new Wait(Wait.Reason.RATE, 0).equals(info.progress().waitsFor())) {
      assertThat(info.result()).isEmpty();
      info = await(fetches.service.info(fetch.uid()));
    }
    return info;
  }

  @Test
  void bodiesOfOneHostShareItsRate() throws Exception {
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a", "/b", "/c", "/d");
    long begun = fetches.clock.nanoTime();
    while (fetches.delivery.types().isEmpty()) {
      if (fetches.clock.timers() > 0) {
        fetches.clock.advance(Duration.ofMillis(50));
      }
    }
    assertThat(fetches.handled(fetch).result()).isEqualTo("success");
    assertThat(Duration.ofNanos(fetches.clock.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(3_900));
  }

  @Test
  void saysWhatHoldsItBack() throws Exception {
    FetchSnapshot fetch = fetches.fetchPaths("movies", "/a");
    assertThat(awaitRate(fetch).downloaded()).isZero();
    assertThat(fetches.delivery.types()).isEmpty();
    fetches.clock.advance(Duration.ofSeconds(1));
    assertThat(fetches.handled(fetch).downloaded()).isEqualTo(RATE);
  }

  @Test
  void bodiesGoAtTheRateToo() throws Exception {
    FetchRequest post = fetches.request("POST", "/up").withBody(BytesBody.of(new byte[RATE]));
    long begun = fetches.clock.nanoTime();
    FetchSnapshot fetch = fetches.fetch("up", 0, post);
    while (fetches.delivery.types().isEmpty()) {
      if (fetches.clock.timers() > 0) {
        fetches.clock.advance(Duration.ofMillis(50));
      }
    }
    assertThat(fetches.handled(fetch).uploaded()).isEqualTo(RATE);
    assertThat(Duration.ofNanos(fetches.clock.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(900));
  }

  @Test
  void otherHostsHaveNoRate() throws Exception {
    FetchRequest other =
        FetchRequest.get(FetchFixture.url("http://localhost:8081/a"), "http://localhost:8081");
    FetchSnapshot fetch = fetches.fetch("movies", 0, other);
    assertThat(fetches.handled(fetch).downloaded()).isEqualTo(RATE);
  }
}
