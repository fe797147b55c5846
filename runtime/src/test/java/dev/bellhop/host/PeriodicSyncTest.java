package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent.EventHandled;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Periodic background syncs, on a clock that a test moves. */
@Timeout(60)
class PeriodicSyncTest extends ClockedSiteTestCase {
  @BeforeEach
  void register() throws IOException {
    site.write(
        "sw.js",
        """
        let count = 0;
        onperiodicsync = ({ tag }) => console.log(tag, ++count);
        """);
    site.register();
  }

  private void page(String steps, String then) throws IOException {
    site.write(
        "page.js",
        "navigator.serviceWorker.ready.then(async ({ periodicSync }) => {" + steps + "});");
    get(site.site().openPage("page.js"));
    site.awaitConsole(then);
  }

  private static final String HOURLY =
      "await periodicSync.register('news', { minInterval: 3600000 });"
          + " console.log((await periodicSync.getTags()).join());";

  /** Waits until the timer for the next event is set, and moves the clock on. */
  private void advance(Duration by) {
    get(site.site().idle());
    clock.advance(by);
  }

  @Test
  void firesAgainAndAgainNeverBeforeItsTime() throws Exception {
    page(HOURLY, "news");
    advance(Duration.ofMinutes(59));
    assertThat(site.console()).containsExactly("news");
    advance(Duration.ofMinutes(1));
    site.awaitConsole("news 1");
    // The worker has been idle since, and starts anew.
    site.await(EventHandled.class, e -> e.type().equals("periodicsync"));
  }

  @Test
  void firesOnceAMinuteAtMost() throws Exception {
    page("await periodicSync.register('often'); console.log('registered');", "registered");
    advance(Duration.ofSeconds(59));
    assertThat(site.console()).containsExactly("registered");
    advance(Duration.ofSeconds(1));
    site.awaitConsole("often 1");
  }

  @Test
  void firesNoMoreOnceUnregistered() throws Exception {
    page(HOURLY, "news");
    page("await periodicSync.unregister('news'); console.log(await periodicSync.getTags());", "[]");
    int before = site.dispatched().size();
    advance(Duration.ofHours(2));
    get(site.site().idle());
    assertThat(site.dispatched()).hasSize(before);
  }

  @Test
  void theNextProcessFiresWhatFellDueMeanwhile() throws Exception {
    page(HOURLY, "news");
    site.restart();
    clock.advance(Duration.ofHours(5));
    site.site();
    clock.advance(Duration.ZERO);
    site.awaitConsole("news 1");
  }
}
