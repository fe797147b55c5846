package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent.EventHandled;
import dev.bellhop.TraceEvent.SyncRetried;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Background syncs, on a clock that stands still. */
@Timeout(60)
class SyncTest extends ClockedSiteTestCase {
  private static final String REGISTERING_PAGE =
      """
      navigator.serviceWorker.ready.then(async ({ sync }) => {
        await sync.register("outbox");
        console.log("registered", (await sync.getTags()).join());
      });
      """;

  private static final String FAILING_WORKER =
      """
      let attempts = 0;
      onsync = (event) => {
        console.log(event.tag, ++attempts, event.lastChance);
        event.waitUntil(Promise.reject(new Error("offline")));
      };
      """;

  private void page(String script) throws IOException {
    site.write("page.js", script);
    get(site.site().openPage("page.js"));
  }

  /** A site with this worker, whose page has registered a sync that is to fire now. */
  private void registered(String worker) throws IOException {
    site.write("sw.js", worker);
    site.register();
    page(REGISTERING_PAGE);
    site.awaitConsole("registered outbox");
    clock.advance(Duration.ZERO);
  }

  private long retries() {
    return site.events(SyncRetried.class).size();
  }

  private void awaitRetries(int count) {
    site.await(SyncRetried.class, e -> retries() == count);
  }

  @Test
  void firesOnceRegisteredAndIsDone() throws IOException {
    registered("onsync = ({ tag, lastChance }) => console.log(tag, lastChance);");
    site.awaitConsole("outbox false");
    get(site.site().idle());
    page("navigator.serviceWorker.ready.then(async (r) => console.log(await r.sync.getTags()));");
    site.awaitConsole("[]");
  }

  @Test
  void isTriedThreeTimesEachLaterThanTheLast() throws IOException {
    registered(FAILING_WORKER);
    awaitRetries(1);
    clock.advance(Duration.ofMillis(999));
    clock.advance(Duration.ofMillis(1));
    awaitRetries(2);
    assertThat(site.events(SyncRetried.class))
        .extracting(SyncRetried::delay)
        .containsExactly(1_000_000_000L, 3_000_000_000L);
    var idle = site.site().idle();
    assertThat(idle).isNotDone();
    clock.advance(Duration.ofSeconds(3));
    get(idle);
    assertThat(site.console())
        .contains("outbox 1 false", "outbox 2 false", "outbox 3 true")
        .hasSize(4);
  }

  @Test
  void registeringAgainWhileItWaitsTriesAtOnce() throws IOException {
    registered(FAILING_WORKER);
    awaitRetries(1);
    page(
        "navigator.serviceWorker.ready.then(async ({ sync }) => {"
            + " await sync.register('outbox'); console.log('again'); });");
    site.awaitConsole("again");
    clock.advance(Duration.ZERO);
    site.awaitConsole("outbox 2 false");
  }

  @Test
  void registeringAgainWhileItFiresFiresAgain() throws IOException {
    registered(
        """
        let finish;
        let count = 0;
        onsync = (event) => {
          console.log("sync", ++count, event.lastChance);
          event.waitUntil(new Promise((resolve) => { finish = resolve; }));
        };
        onmessage = () => finish();
        """);
    site.awaitConsole("sync 1 false");
    page(
        """
        navigator.serviceWorker.ready.then(async ({ active, sync }) => {
          await sync.register("outbox");
          active.postMessage("finish");
        });
        """);
    site.awaitConsole("sync 2 false");
  }

  @Test
  void theNextProcessGoesOnWhereThisOneStopped() throws IOException {
    registered(FAILING_WORKER);
    awaitRetries(1);
    clock.advance(Duration.ofSeconds(1));
    awaitRetries(2);
    site.restart();
    site.site();
    site.awaitConsole("outbox 1 true");
    get(site.site().idle());
  }

  @Test
  void aListenerThatThrowsHasHadItsChance() throws IOException {
    registered("onsync = () => { throw new Error('no'); };");
    site.await(EventHandled.class, e -> e.type().equals("sync") && e.thrown() == 1);
    get(site.site().idle());
    assertThat(retries()).isZero();
  }

  @Test
  void onlyAPageThatIsOpenMakesItPossible() throws IOException {
    site.write(
        "sw.js",
        """
        const name = (promise) => promise.then(() => "registered", (error) => error.name);
        oninstall = (event) => event.waitUntil((async () => {
          console.log(await name(registration.sync.register("a")));
        })());
        onactivate = (event) => event.waitUntil((async () => {
          console.log(await name(registration.sync.register("a")),
              await name(registration.periodicSync.register("a")));
        })());
        """);
    site.register();
    assertThat(site.console())
        .containsExactly("InvalidStateError", "InvalidAccessError InvalidAccessError");
  }
}
