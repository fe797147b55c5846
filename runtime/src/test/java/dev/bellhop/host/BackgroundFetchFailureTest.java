package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Registration;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.RefusingPort;
import dev.bellhop.testing.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page and a worker see of a background fetch that fails or is aborted. */
class BackgroundFetchFailureTest extends BackgroundFetchSiteTest {
  @Test
  void failsWithBadStatusAfterAllOthersHaveSettled() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchfail", (event) => event.waitUntil((async () => {
          const { registration } = event;
          console.log(registration.result, registration.failureReason);
          const found = await registration.match("a.txt");
          console.log(await (await found.responseReady).text());
          const missing = await registration.match("missing.txt");
          console.log((await missing.responseReady).status);
          await event.updateUI({ title: "some are missing" });
        })()));
        addEventListener("backgroundfetchsuccess", () => console.log("never"));
        """);
    site.write("a.txt", "A");
    startFromPage("missing.txt", "a.txt");
    assertThat(site.console()).containsExactly("failure bad-status", "A", "404");
    assertThat(failures()).containsExactly("bad-status: The server answered 404 Not Found");
  }

  @Test
  void failsWithFetchErrorAndSaysWhy() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchfail", (event) => event.waitUntil((async () => {
          console.log(event.registration.failureReason);
          const [record] = await event.registration.matchAll();
          await record.responseReady.catch((e) => console.log(e.name));
        })()));
        """);
    try (var nobody = new RefusingPort()) {
      startFromPage("http://127.0.0.1:" + nobody.port() + "/film");
      assertThat(site.console()).containsExactly("fetch-error", "TypeError");
      assertThat(failures())
          .containsExactly("fetch-error: 127.0.0.1:" + nobody.port() + " refused the connection");
    }
  }

  @Test
  void namesAMissingHostAMissingCorsHeaderAndMixedContent() throws Exception {
    worker("addEventListener('backgroundfetchfail', () => {});");
    server.serve("/film", Resource.of(10));
    startFromPage(server.url("/film"), "http://films.invalid/film", "https://films.invalid/film");
    assertThat(failures())
        .anySatisfy(failure -> assertThat(failure).contains("Access-Control-Allow-Origin"))
        .anySatisfy(failure -> assertThat(failure).containsIgnoringCase("mixed content"))
        .anySatisfy(failure -> assertThat(failure).contains("no such host: films.invalid"));
  }

  @Test
  void tellsNothingOfAResponseThatFailsTheCorsCheck() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchfail", (event) => event.waitUntil((async () => {
          const { registration } = event;
          const [record] = await registration.matchAll();
          console.log(registration.failureReason, registration.downloaded,
              await record.responseReady.catch((error) => error.name));
        })()));
        """);
    server.serve("/film", Resource.of(10));
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) =>
          registration.backgroundFetch.fetch("films", "URL", { downloadTotal: 5 }));
        """
            .replace("URL", server.url("/film")));
    assertThat(site.console()).containsExactly("fetch-error 0 TypeError");
  }

  @Test
  void isRefusedAsLongAsThePageSeesNoActiveWorker() throws Exception {
    site.write("sw.js", "").write("a.txt", "a");
    site.run(
        """
        (async () => {
          const registration = await navigator.serviceWorker.register("sw.js");
          const start = () => registration.backgroundFetch.fetch("films", "a.txt").then(
              (fetch) => console.log("started", fetch.id),
              (error) => console.log(error.name, error.message.includes("active worker")));
          console.log(registration.active);
          await start();
          await navigator.serviceWorker.ready;
          await start();
        })();
        """);
    assertThat(site.console()).containsExactly("null", "TypeError true", "started films");
  }

  @Test
  void failsWhenMoreArrivesThanDownloadTotal() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchfail", (event) => {
          console.log(event.registration.failureReason, event.registration.downloaded <= 10);
        });
        """);
    site.write("a.txt", "a".repeat(100));
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then((registration) =>
          registration.backgroundFetch.fetch("films", "a.txt", { downloadTotal: 10 }));
        """);
    assertThat(site.console()).containsExactly("download-total-exceeded true");
  }

  @Test
  void abortsForAScript() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchabort", (event) => {
          console.log("worker", event instanceof BackgroundFetchUpdateUIEvent,
            event.registration.result, event.registration.failureReason);
        });
        """);
    var gate = new Gate();
    serveSlow(gate);
    upstream();
    site.register();
    site.write(
        "page.js",
        """
        (async () => {
          const registration = await navigator.serviceWorker.ready;
          const fetch = await registration.backgroundFetch.fetch("films", ["slow"]);
          const before = fetch.result === "";
          console.log("page", before, await fetch.abort(), await fetch.abort());
          console.log("page", await registration.backgroundFetch.get("films"));
        })();
        """);
    get(site.site().openPage("page.js"));
    get(site.site().idle());
    gate.open();
    assertThat(site.console())
        .contains("page true true false", "page undefined", "worker false failure aborted");
  }

  @Test
  void abortsAndClicksForAPerson() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchclick", (event) =>
          console.log("click", event instanceof BackgroundFetchUpdateUIEvent, event.registration.id));
        addEventListener("backgroundfetchabort", () => console.log("abort"));
        """);
    var gate = new Gate();
    serveSlow(gate);
    upstream();
    Registration registration = site.register();
    BackgroundFetch fetch =
        get(
            registration
                .backgroundFetch()
                .fetch("films", List.of("slow"), BackgroundFetchOptions.none()));
    gate.awaitReached();
    get(fetch.click());
    assertThat(get(fetch.abort())).isTrue();
    assertThat(get(fetch.abort())).isFalse();
    BackgroundFetchInfo info = get(fetch.handled());
    gate.open();
    assertThat(info.failureReason()).isEqualTo("aborted");
    get(site.site().idle());
    assertThat(site.console()).containsExactly("click false films", "abort");
  }
}
