package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Registration;
import dev.bellhop.TraceEvent;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.FaultServer;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a page and a worker see of a background fetch, sentence by sentence as MDN describes the
 * backgroundfetchsuccess event, through a real site, real HTTP and a real store.
 */
@Timeout(120)
class BackgroundFetchTest {
  private static final String STORE_ALL =
      """
      addEventListener("backgroundfetchsuccess", (event) => {
        event.waitUntil((async () => {
          const cache = await caches.open("films");
          for (const record of await event.registration.matchAll()) {
            await cache.put(record.request, await record.responseReady);
          }
          await event.updateUI({ title: "ready" });
        })());
      });
      """;

  private static final String START =
      """
      navigator.serviceWorker.ready.then(async (registration) => {
        const fetch = await registration.backgroundFetch.fetch("films", URLS, { title: "Films" });
      });
      """;

  @TempDir Path temp;
  private SiteFixture site;
  private FaultServer server;

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
    server = FaultServer.start();
  }

  @AfterEach
  void close() {
    site.close();
    server.close();
  }

  private void worker(String script) throws IOException {
    site.write("sw.js", script);
  }

  private void startFromPage(String... urls) throws IOException {
    site.register();
    site.run(START.replace("URLS", "['" + String.join("', '", urls) + "']"));
  }

  private void upstream() {
    site.site(URI.create(server.url("/")));
  }

  @Test
  void firesSuccessWhenAllRequestsHaveCompleted() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", (event) => {
          console.log(
            event instanceof BackgroundFetchUpdateUIEvent,
            event instanceof BackgroundFetchEvent,
            event instanceof ExtendableEvent,
            event instanceof Event,
            event.cancelable, event.bubbles, event.isTrusted);
          console.log(event.registration.id, event.registration.result,
            event.registration.failureReason === "", event.registration.downloaded);
        });
        """);
    site.write("a.txt", "aaaa").write("b.txt", "bb");
    startFromPage("a.txt", "b.txt");
    assertThat(site.console())
        .containsExactly("true true true true false false true", "films success true 6");
    assertThat(site.dispatched()).containsExactly("backgroundfetchsuccess");
  }

  @Test
  void callsTheHandlerAttributeInTheOrderOfItsFirstAssignment() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", () => {
          console.log("first");
          Promise.resolve().then(() => console.log("microtask of first"));
        });
        onbackgroundfetchsuccess = () => console.log("replaced");
        addEventListener("backgroundfetchsuccess", () => console.log("last"));
        onbackgroundfetchsuccess = () => console.log("attribute");
        """);
    site.write("a.txt", "a");
    startFromPage("a.txt");
    assertThat(site.console()).containsExactly("first", "microtask of first", "attribute", "last");
  }

  @Test
  void startsAWorkerThatWasStoppedWhileTheDownloadRan() throws Exception {
    worker(STORE_ALL);
    var gate = new Gate();
    server.on(
        "/slow",
        exchange -> {
          gate.pass();
          exchange.respond(200, "slow", "Content-Type", "text/plain");
        });
    upstream();
    Registration registration = site.register();
    BackgroundFetch fetch =
        get(
            registration
                .backgroundFetch()
                .fetch("films", List.of("slow"), BackgroundFetchOptions.titled("Films")));
    gate.awaitReached();
    get(registration.stopWorker());
    gate.open();
    BackgroundFetchInfo info = get(fetch.handled());
    assertThat(info.result()).isEqualTo("success");
    assertThat(site.events(TraceEvent.WorkerStarted.class))
        .extracting(TraceEvent.WorkerStarted::reason)
        .containsExactly("register", "backgroundfetchsuccess");
    assertThat(cached("films")).containsExactly("https://localhost/slow: slow");
  }

  @Test
  void storesResponsesUnderTheirRequests() throws Exception {
    worker(STORE_ALL);
    site.write("a.txt", "first film").write("b.txt", "second film");
    startFromPage("a.txt", "b.txt");
    assertThat(cached("films"))
        .containsExactly(
            "https://localhost/a.txt: first film", "https://localhost/b.txt: second film");
    assertThat(site.events(TraceEvent.BackgroundFetchUiUpdated.class))
        .extracting(TraceEvent.BackgroundFetchUiUpdated::title)
        .containsExactly("ready");
  }

  private List<String> cached(String name) {
    return get(site.site().caches().entries(name)).stream()
        .map(
            entry -> {
              var bytes = new ByteArrayOutputStream();
              get(site.site().caches().copyBody(entry, Channels.newChannel(bytes)));
              return entry.url() + ": " + bytes;
            })
        .toList();
  }

  @Test
  void findsRecordsByRequestAndCachesByName() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", (event) => event.waitUntil((async () => {
          const { registration } = event;
          const record = await registration.match("b.txt");
          console.log(record.request.url, (await record.responseReady).status);
          console.log(await registration.match("c.txt"));
          console.log((await registration.matchAll()).length);
          const cache = await caches.open("one");
          await cache.put(record.request, await record.responseReady);
          console.log(await caches.has("one"), await caches.has("two"), await caches.keys());
          console.log(await (await caches.match("b.txt")).text());
          console.log(await caches.delete("one"), await caches.delete("one"));
        })()));
        """);
    site.write("a.txt", "A").write("b.txt", "B");
    startFromPage("a.txt", "b.txt");
    assertThat(site.console())
        .containsExactly(
            "https://localhost/b.txt 200",
            "undefined",
            "2",
            "true false [\"one\"]",
            "B",
            "true false");
  }

  @Test
  void updatesTheDisplayOnce() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", (event) => event.waitUntil((async () => {
          await event.updateUI({ title: "once", icons: [{ src: "icon.png" }] });
          await event.updateUI({ title: "twice" }).catch((e) => console.log(e.name));
        })()));
        """);
    site.write("a.txt", "A");
    startFromPage("a.txt");
    assertThat(site.console()).containsExactly("InvalidStateError");
    assertThat(site.events(TraceEvent.BackgroundFetchUiUpdated.class))
        .singleElement()
        .satisfies(
            updated -> {
              assertThat(updated.title()).isEqualTo("once");
              assertThat(updated.icons()).containsExactly("https://localhost/icon.png");
            });
  }

  @Test
  void keepsRecordsWhileAWaitUntilPromiseIsPendingAndNotLonger() throws Exception {
    worker(
        """
        let kept;
        addEventListener("backgroundfetchsuccess", (event) => {
          kept = event.registration;
          event.waitUntil((async () => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            console.log(kept.recordsAvailable, (await kept.matchAll()).length);
            setTimeout(async () => {
              console.log(kept.recordsAvailable);
              await kept.matchAll().catch((e) => console.log(e.name));
            }, 200);
          })());
        });
        """);
    site.write("a.txt", "A");
    startFromPage("a.txt");
    site.await(TraceEvent.ConsoleMessage.class, m -> m.text().equals("InvalidStateError"));
    assertThat(site.console()).containsExactly("true 1", "false", "InvalidStateError");
  }

  @Test
  void saysThatAFunctionGivenToWaitUntilIsNeverCalled() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", (event) => {
          event.waitUntil(async () => {
            await caches.open("never");
          });
        });
        """);
    site.write("a.txt", "A");
    startFromPage("a.txt");
    assertThat(get(site.site().caches().names())).isEmpty();
    assertThat(site.events(TraceEvent.Diagnostic.class))
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.code()).isEqualTo("waituntil-function");
              assertThat(diagnostic.fix()).contains("()");
              assertThat(diagnostic.frame().url()).isEqualTo("https://localhost/sw.js");
              assertThat(diagnostic.frame().line()).isEqualTo(2);
              assertThat(diagnostic.frame().text()).contains("event.waitUntil(async () => {");
            });
  }

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

  private List<String> failures() {
    return site.events(TraceEvent.RequestProcessingCompleted.class).stream()
        .filter(completed -> !completed.result().equals("success"))
        .map(completed -> completed.result() + ": " + completed.failure())
        .toList();
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
    int port;
    try (FaultServer gone = FaultServer.start()) {
      port = gone.port();
    }
    startFromPage("http://127.0.0.1:" + port + "/film");
    assertThat(site.console()).containsExactly("fetch-error", "TypeError");
    assertThat(failures())
        .containsExactly("fetch-error: 127.0.0.1:" + port + " refused the connection");
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
    server.on(
        "/slow",
        exchange -> {
          gate.pass();
          exchange.respond(200, "slow");
        });
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
    server.on(
        "/slow",
        exchange -> {
          gate.pass();
          exchange.respond(200, "slow");
        });
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

  @Test
  void tellsThePageOfProgress() throws Exception {
    worker("addEventListener('backgroundfetchsuccess', () => {});");
    site.write("a.txt", "a".repeat(5000));
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then(async (registration) => {
          const fetch = await registration.backgroundFetch.fetch("films", ["a.txt"], {
            downloadTotal: 5000,
          });
          console.log(fetch.downloaded, fetch.downloadTotal, fetch.uploadTotal,
            fetch.result === "", fetch.recordsAvailable);
          fetch.onprogress = (event) => {
            if (fetch.result !== "") {
              console.log(event.type, event.target === fetch, fetch.downloaded, fetch.result);
            }
          };
        });
        """);
    assertThat(site.console()).containsExactly("0 5000 0 true true", "progress true 5000 success");
  }

  @Test
  void goesOnWhereAnEarlierProcessStopped() throws Exception {
    worker(STORE_ALL);
    var gate = new Gate();
    Resource film = Resource.of(3_000_000);
    byte[] bytes = film.bytes();
    server.on(
        "/film",
        exchange -> {
          exchange.head(
              200,
              "OK",
              HeaderList.of("Content-Length", Integer.toString(bytes.length), "ETag", "\"1\""));
          exchange.send(bytes, 0, 2_000_000);
          gate.pass();
        });
    upstream();
    Registration registration = site.register();
    get(
        registration
            .backgroundFetch()
            .fetch("films", List.of("film"), BackgroundFetchOptions.none()));
    gate.awaitReached();
    site.await(TraceEvent.BackgroundFetchProgress.class, p -> p.downloaded() == 2_000_000);
    site.restart();
    gate.open();

    server.serve("/film", film.withValidators("\"1\"", null));
    upstream();
    get(site.site().idle());
    assertThat(server.requests("/film").getLast().headers().get("Range"))
        .isEqualTo("bytes=2000000-");
    var stored = new ByteArrayOutputStream();
    var entry = get(site.site().caches().entries("films")).getFirst();
    get(site.site().caches().copyBody(entry, Channels.newChannel(stored)));
    assertThat(stored.toByteArray()).isEqualTo(bytes);
  }
}
