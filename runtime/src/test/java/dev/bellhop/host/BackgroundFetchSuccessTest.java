package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Registration;
import dev.bellhop.TraceEvent;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.Gate;
import dev.bellhop.testing.Resource;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a page and a worker see of a background fetch, sentence by sentence as MDN describes the
 * backgroundfetchsuccess event.
 */
class BackgroundFetchSuccessTest extends BackgroundFetchSiteTest {
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
    get(registration.terminate());
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
  void noCacheTakesTheResponseToAPost() throws Exception {
    worker(
        """
        addEventListener("backgroundfetchsuccess", (event) => event.waitUntil((async () => {
          const cache = await caches.open("one");
          for (const record of await event.registration.matchAll()) {
            const put = cache.put(record.request, await record.responseReady);
            console.log(record.request.method, await put.then(() => "stored", ({ name }) => name));
          }
        })()));
        """);
    for (String path : List.of("/up", "/down")) {
      server.on(path, exchange -> exchange.respond(200, "film", "Content-Type", "text/plain"));
    }
    upstream();
    site.register();
    site.run(
        """
        navigator.serviceWorker.ready.then(({ backgroundFetch }) =>
          backgroundFetch.fetch("both", [new Request("up", { method: "POST", body: "x" }), "down"]));
        """);
    assertThat(site.console()).containsExactly("POST TypeError", "GET stored");
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
              assertThat(updated.icons())
                  .containsExactly(BackgroundFetchIcon.at("https://localhost/icon.png"));
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
    site.awaitConsole("InvalidStateError");
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
              assertThat(diagnostic.name()).isEqualTo("waituntil-function");
              assertThat(diagnostic.fix()).contains("()");
              assertThat(diagnostic.frame().url()).isEqualTo("https://localhost/sw.js");
              assertThat(diagnostic.frame().line()).isEqualTo(2);
              assertThat(diagnostic.frame().text()).contains("event.waitUntil(async () => {");
            });
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
