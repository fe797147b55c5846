package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Bellhop;
import dev.bellhop.Registration;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that are stopped, through every real layer but the clock. */
@Timeout(60)
class TerminationTest extends ClockedSiteTestCase {
  @Override
  Bellhop.Builder with(Bellhop.Builder builder) {
    // The clock goes on while scripts run.
    return super.with(builder).scriptTimeout(Duration.ofDays(7));
  }

  private void openPage(String script) throws IOException {
    site.write("page.js", script);
    get(site.site().openPage("page.js"));
  }

  @Test
  void aFetchEventSurvivesTheEndOfItsWorker() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("fetch", (event) => event.request.url.endsWith("/x") && event.respondWith((async () => {
          const again = await caches.has("seen");
          await caches.open("seen");
          console.log(again ? "again" : "first");
          return again ? new Response("answer") : new Promise(() => {});
        })()));
        """);
    Registration registration = site.register();
    openPage("fetch('x').then(async (response) => console.log(await response.text()));");
    site.awaitConsole("first");
    get(registration.terminate());
    site.awaitConsole("answer");
    assertThat(site.console()).containsExactly("first", "again", "answer");
  }

  @Test
  void anEventWhoseWorkerEndsAgainAndAgainIsGivenUp() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("fetch", (event) => event.request.url.endsWith("/x") && event.respondWith((async () => {
          const name = "try " + ((await caches.keys()).length + 1);
          await caches.open(name);
          console.log(name);
          return new Promise(() => {});
        })()));
        """);
    Registration registration = site.register();
    openPage("fetch('x').catch((error) => console.log(error.name));");
    for (int i = 1; i <= 4; i++) {
      site.awaitConsole("try " + i);
      get(registration.terminate());
    }
    site.awaitConsole("TypeError");
    TraceEvent.Diagnostic lost =
        site.await(TraceEvent.Diagnostic.class, told -> told.name().equals("event-lost"));
    assertThat(lost.message())
        .isEqualTo(
            "the fetch event of https://localhost/sw.js was begun 4 times, and each time its worker"
                + " was stopped before it had ended");
    assertThat(site.console()).hasSize(5);
  }

  @Test
  void aMessageIsLostWithItsWorker() throws Exception {
    site.write(
        "sw.js",
        """
        onmessage = (event) => {
          console.log(event.data);
          event.waitUntil(new Promise(() => {}));
        };
        """);
    Registration registration = site.register();
    openPage("navigator.serviceWorker.controller.postMessage('hello');");
    site.awaitConsole("hello");
    get(registration.terminate());
    TraceEvent.EventSkipped skipped =
        site.await(TraceEvent.EventSkipped.class, event -> event.type().equals("message"));
    assertThat(skipped.why()).isEqualTo("the worker was stopped before the event had ended");
    get(site.site().idle());
    assertThat(site.console()).containsExactly("hello");
  }

  @Test
  void aWorkerIsStoppedWhenItHasBeenIdle() throws Exception {
    site.write("sw.js", "");
    site.register();
    clock.advance(Duration.ofSeconds(30));
    TraceEvent.WorkerStopped stopped = site.await(TraceEvent.WorkerStopped.class, event -> true);
    assertThat(stopped.reason()).isEqualTo("idle");
  }

  @Test
  void howLongAWorkerMayBeIdleCanBeSaid() throws Exception {
    site.close();
    site =
        new SiteFixture(
            Files.createDirectory(temp.resolve("patient")),
            builder ->
                builder
                    .clock(clock)
                    .scriptTimeout(Duration.ofDays(7))
                    .idleTimeout(Duration.ofMinutes(2)));
    site.write("sw.js", "onmessage = ({ data }) => console.log(data);");
    site.register();
    clock.advance(Duration.ofSeconds(119));
    openPage("navigator.serviceWorker.controller.postMessage('hello');");
    site.awaitConsole("hello");
    get(site.site().idle());
    assertThat(site.events(TraceEvent.WorkerStopped.class)).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    site.await(TraceEvent.WorkerStopped.class, stopped -> stopped.reason().equals("idle"));
  }

  @Test
  void aStreamKeepsItsWorkerAliveUntilItHasBeenRead() throws Exception {
    site.write(
        "sw.js",
        """
        onfetch = (event) => {
          let left = 3;
          event.request.url.endsWith("/stream") && event.respondWith(new Response(new ReadableStream({
            pull(controller) {
              if (left-- === 0) {
                controller.close();
              } else {
                controller.enqueue(new TextEncoder().encode("part " + left));
              }
            },
          }, { highWaterMark: 0 })));
        };
        """);
    site.register();
    openPage(
        """
        (async () => {
          let pauses = 0;
          const reader = (await fetch("stream")).body.getReader();
          for (;;) {
            const { done, value } = await reader.read();
            if (done) {
              break;
            }
            console.log(new TextDecoder().decode(value));
            await new Promise((resolve) => {
              setTimeout(resolve, 60_000);
              console.log("pause " + ++pauses);
            });
          }
          console.log("end");
        })();
        """);
    for (int i = 1; i <= 3; i++) {
      String part = "part " + (3 - i);
      site.awaitConsole(part);
      site.awaitConsole("pause " + i);
      clock.advance(Duration.ofSeconds(60));
    }
    site.awaitConsole("end");
    assertThat(site.events(TraceEvent.WorkerStopped.class)).isEmpty();
  }

  @Test
  void aStaleRegistrationIsUpdatedAfterAFetchEvent() throws Exception {
    site.write("sw.js", "onfetch = () => console.log('fetch');").write("x.txt", "x");
    site.register();
    openPage(
        """
        (async () => {
          // Opening the page looks for an update, and this waits for that.
          await (await navigator.serviceWorker.ready).update();
          for (const hours of [23, 25]) {
            setTimeout(async () => {
              await (await fetch("x.txt")).text();
              console.log(hours);
            }, hours * 3_600_000);
          }
          console.log("waiting");
        })();
        """);
    site.awaitConsole("waiting");
    site.write("sw.js", "console.log('new');");
    clock.advance(Duration.ofHours(23));
    site.awaitConsole("23");
    clock.advance(Duration.ofHours(2));
    site.awaitConsole("new");
    assertThat(site.console()).containsSubsequence("fetch", "23", "fetch", "new");
  }

  @Test
  void everythingWorksWithWorkersThatAreKilledBetweenEvents() throws Exception {
    site.close();
    site =
        new SiteFixture(
            Files.createDirectory(temp.resolve("other")), builder -> builder.killBetweenEvents());
    site.write("film.txt", "film")
        .write(
            "sw.js",
            """
            let count = 0;
            const count1 = (what) => console.log(what, ++count);
            oninstall = (event) => event.waitUntil(caches.open("films").then(() => count1("install")));
            onactivate = (event) => event.waitUntil(clients.claim().then(() => count1("activate")));
            onmessage = (event) => {
              count1("message");
              event.source.postMessage("answer");
            };
            onfetch = (event) => {
              if (event.request.url.endsWith("stream")) {
                count1("fetch");
                const parts = ["a", "b", "c"];
                event.respondWith(new Response(new ReadableStream({
                  async pull(controller) {
                    await new Promise((resolve) => setTimeout(resolve, 1));
                    if (parts.length === 0) {
                      controller.close();
                    } else {
                      controller.enqueue(new TextEncoder().encode(parts.shift()));
                    }
                  },
                })));
              }
            };
            onbackgroundfetchsuccess = (event) => event.waitUntil((async () => {
              const [record] = await event.registration.matchAll();
              const cache = await caches.open("films");
              await cache.put(record.request, await record.responseReady);
              count1("success");
            })());
            """);
    site.run(
        """
        (async () => {
          const container = navigator.serviceWorker;
          const claimed = new Promise((resolve) => (container.oncontrollerchange = resolve));
          const registration = await container.register("sw.js");
          await claimed;
          const { controller } = container;
          while (controller.state !== "activated") {
            await new Promise((resolve) => (controller.onstatechange = resolve));
          }
          for (let i = 0; i < 2; i++) {
            const answered = new Promise((resolve) => (container.onmessage = resolve));
            container.controller.postMessage("question");
            console.log((await answered).data);
            const response = await fetch("stream");
            console.log(await response.text());
          }
          await registration.backgroundFetch.fetch("film", "film.txt");
        })();
        """);
    // An event that comes before another has ended meets the same globals, so a count may be 2.
    assertThat(site.console())
        .extracting(text -> text.replaceAll(" \\d$", ""))
        .containsExactlyInAnyOrder(
            "install",
            "activate",
            "message",
            "answer",
            "fetch",
            "abc",
            "message",
            "answer",
            "fetch",
            "abc",
            "success");
    assertThat(site.console()).contains("install 1", "activate 1", "success 1");
    assertThat(get(site.site().caches().entries("films"))).hasSize(1);
    assertThat(site.events(TraceEvent.WorkerStopped.class))
        .extracting(TraceEvent.WorkerStopped::reason)
        .contains("an event has ended", "what it answered has been read");
  }
}
