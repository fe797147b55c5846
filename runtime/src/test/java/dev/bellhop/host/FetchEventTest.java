package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.testing.FaultServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of pages through the fetch handlers of their worker, through every real layer. */
@Timeout(60)
class FetchEventTest extends SiteTestCase {
  /** Logs what a fetch gives: status, type, whether redirected, body; or the error. */
  private static final String SHOW =
      """
      const show = (what, ...args) =>
        fetch(...args).then(
          async (r) => console.log(what, r.status, r.type, r.redirected, await r.text()),
          (error) => console.log(what, error.name, error.message),
        );
      """;

  private static final String SUBRESOURCES = "if (event.request.mode === 'navigate') return;";

  @BeforeEach
  void writeSite() throws IOException {
    site.write("hello.txt", "hello");
  }

  /** Registers a worker with this handler of subresources, then runs the page. */
  private List<String> run(String handler, String page) throws IOException {
    site.write("sw.js", "onfetch = (event) => {" + SUBRESOURCES + handler + "};");
    site.register();
    site.run(SHOW + page);
    return site.console();
  }

  @Test
  void aResponseMadeByTheWorkerAnswers() throws Exception {
    assertThat(
            run(
                "event.respondWith(new Response('made', { status: 201, headers: { x: 'y' } }));",
                """
                fetch("made").then(async (r) => {
                  console.log(r.status, r.type, r.url, r.redirected, r.headers.get("x"));
                  console.log(await r.text());
                });
                """))
        .containsExactly("201 basic https://localhost/made false y", "made");
    assertThat(site.dispatched()).contains("fetch");
    assertThat(site.events(TraceEvent.EventHandled.class))
        .anySatisfy(
            handled -> {
              assertThat(handled.type()).isEqualTo("fetch");
              assertThat(handled.id()).isEqualTo("GET https://localhost/made");
            });
  }

  @Test
  void aResponseOfTheNetworkPassesThrough() throws Exception {
    assertThat(run("event.respondWith(fetch(event.request));", "show('got', 'hello.txt?through');"))
        .containsExactly("got 200 basic false hello");
  }

  @Test
  void anAnswerMayTakeItsTime() throws Exception {
    assertThat(
            run(
                """
                event.respondWith(
                  new Promise((resolve) => setTimeout(() => resolve(new Response("late")), 20)));
                """,
                "show('got', 'x');"))
        .containsExactly("got 200 basic false late");
  }

  @Test
  void aStreamOfTheWorkerReachesThePage() throws Exception {
    assertThat(
            run(
                """
                let n = 0;
                event.respondWith(new Response(new ReadableStream({
                  async pull(c) {
                    await new Promise((resolve) => setTimeout(resolve, 1));
                    n < 3 ? c.enqueue(new TextEncoder().encode("part" + n++)) : c.close();
                  },
                })));
                """,
                "show('got', 'x');"))
        .containsExactly("got 200 basic false part0part1part2");
  }

  @Test
  void withoutRespondWithTheNetworkAnswers() throws Exception {
    assertThat(
            run(
                "event.handled.then((v) => console.log('handled', v)); event.waitUntil(event.handled);",
                "show('got', 'hello.txt');"))
        .containsExactlyInAnyOrder("handled undefined", "got 200 basic false hello");
  }

  @Test
  void theNetworkAnswersWhileTheEventIsStillExtended() throws Exception {
    assertThat(
            run(
                """
                if (event.request.url.endsWith("?end")) {
                  end();
                } else {
                  event.waitUntil(new Promise((resolve) => { globalThis.end = resolve; }));
                }
                """,
                "(async () => { await show('a', 'hello.txt'); await show('b', 'hello.txt?end'); })();"))
        .containsExactly("a 200 basic false hello", "b 200 basic false hello");
  }

  @Test
  void whatIsNoAnswerIsANetworkErrorThatSaysWhy() throws Exception {
    site.write(
        "sw.js",
        """
        const used = new Response("used");
        used.text();
        const answers = {
          rejection: (e) => e.respondWith(Promise.reject(new Error("no"))),
          number: (e) => e.respondWith(Promise.resolve(7)),
          used: (e) => e.respondWith(used),
          prevented: (e) => e.preventDefault(),
          error: (e) => e.respondWith(Response.error()),
        };
        onfetch = (event) => {
          const path = new URL(event.request.url).pathname.slice(1);
          if (path === "page.js") return;
          event.waitUntil(event.handled.then(
            () => console.log(path, "handled"), (e) => console.log(path, e.name)).then(() => {}));
          answers[path](event);
        };
        """);
    site.register();
    site.run(
        SHOW
            + """
            (async () => {
              for (const path of ["rejection", "number", "used", "prevented", "error"]) {
                await show("page", path);
              }
            })();
            """);
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "rejection NetworkError",
            "page TypeError the promise that the worker's fetch handler gave to respondWith() was"
                + " rejected",
            "number NetworkError",
            "page TypeError the worker's fetch handler answered with something that is no Response",
            "used NetworkError",
            "page TypeError the worker's fetch handler answered with a Response whose body has been"
                + " read or is locked",
            "prevented NetworkError",
            "page TypeError the worker's fetch handler called preventDefault(), but not"
                + " respondWith()",
            "error handled",
            "page TypeError the worker answered the request for https://localhost/error with"
                + " Response.error()");
    assertThat(site.events(TraceEvent.ScriptError.class))
        .extracting(TraceEvent.ScriptError::message)
        .containsExactly(
            "A promise that respondWith() of the fetch event was given has been rejected: Error: no");
  }

  @Test
  void aHandlerThatThrowsLeavesTheRequestToTheNetwork() throws Exception {
    assertThat(run("throw new Error('broken');", "show('got', 'hello.txt');"))
        .containsExactly("got 200 basic false hello");
  }

  @Test
  void respondWithComesAtOnceAndOnceAndStopsLaterListeners() throws Exception {
    site.write(
        "sw.js",
        """
        addEventListener("fetch", (event) => {
          if (event.request.mode === "navigate") {
            event.stopImmediatePropagation();
            return;
          }
          Promise.resolve().then(() => {
            event.respondWith(new Response("in a microtask"));
            for (const r of [new Response("twice"), 1]) {
              try { event.respondWith(r); } catch (e) { console.log("again", e.name); }
            }
          });
          setTimeout(() => {
            try { event.respondWith(new Response()); } catch (e) { console.log("late", e.name); }
          }, 1);
          event.waitUntil(new Promise((resolve) => setTimeout(resolve, 2)));
        });
        addEventListener("fetch", () => console.log("not called"));
        """);
    site.register();
    site.run(SHOW + "show('got', 'x');");
    assertThat(site.console())
        .containsExactlyInAnyOrder(
            "again InvalidStateError",
            "again InvalidStateError",
            "late InvalidStateError",
            "got 200 basic false in a microtask");
  }

  @Test
  void theEventShowsTheRequestAndItsClient() throws Exception {
    assertThat(
            run(
                """
                const { request } = event;
                console.log(event instanceof FetchEvent, event.cancelable, event.isTrusted);
                console.log(request.method, request.url, request.mode, request.headers.get("x"));
                console.log(request.referrer, request.destination === "", request === event.request);
                try { request.headers.set("x", "z"); } catch (e) { console.log(e.name); }
                console.log(event.clientId.length, `[${event.resultingClientId}]`, `[${event.replacesClientId}]`);
                event.respondWith((async () => {
                  console.log(await event.preloadResponse, request.signal.aborted);
                  return new Response(await request.text());
                })());
                """,
                "show('got', 'echo#f', { method: 'POST', body: 'sent', headers: { x: 'y' } });"))
        .containsExactly(
            "true true true",
            "POST https://localhost/echo#f cors y",
            "https://localhost/page.js true true",
            "TypeError",
            "36 [] []",
            "undefined false",
            "got 200 basic false sent");
  }

  @Test
  void aStreamThatTheWorkerReadCannotGoToTheNetwork() throws Exception {
    assertThat(
            run(
                """
                if (event.request.url.endsWith("answer")) {
                  event.respondWith(event.request.text().then((text) => new Response(text)));
                } else {
                  event.request.text();
                  event.waitUntil(event.handled.then((v) => console.log("handled", v)));
                }
                """,
                """
                const streamed = (path) => {
                  const body = new ReadableStream({
                    start(controller) {
                      controller.enqueue(new TextEncoder().encode("streamed"));
                      controller.close();
                    },
                  });
                  return show(path, path, { method: "POST", body, duplex: "half" });
                };
                (async () => { await streamed("answer"); await streamed("read"); })();
                """))
        .containsExactlyInAnyOrder(
            "answer 200 basic false streamed",
            "handled undefined",
            "read TypeError the worker read the request's body, a stream, and left the request to"
                + " the network, which cannot get it any more");
  }

  @Test
  void aScriptMayMakeAFetchEventButNotRespondToIt() throws Exception {
    site.write(
        "sw.js",
        """
        const request = new Request("/a");
        const event = new FetchEvent("fetch", { request, clientId: "c", cancelable: true });
        console.log(event.request === request, event.clientId, event.isTrusted);
        for (const attempt of [
          () => new FetchEvent("fetch"),
          () => new FetchEvent("fetch", {}),
          () => event.respondWith(new Response()),
        ]) {
          try { attempt(); } catch (e) { console.log(e.name); }
        }
        addEventListener("fetch", (e) => {
          try { e.respondWith(new Response()); } catch (error) { console.log(error.message); }
        });
        dispatchEvent(event);
        """);
    site.register();
    assertThat(site.console())
        .containsExactly(
            "true c false",
            "TypeError",
            "TypeError",
            "InvalidStateError",
            "respondWith() works only for events that the runtime dispatches, not for those of a"
                + " script.");
  }

  @Test
  void anAbortedFetchAbortsTheSignalOfItsRequest() throws Exception {
    assertThat(
            run(
                """
                const { signal } = event.request;
                event.respondWith(new Promise((resolve) => {
                  signal.onabort = () => {
                    console.log("worker", signal.reason.name);
                    resolve(new Response());
                  };
                }));
                """,
                """
                const controller = new AbortController();
                setTimeout(() => controller.abort(), 50);
                show("page", "x", { signal: controller.signal });
                """))
        .contains("worker AbortError", "page AbortError The operation was aborted.");
  }

  @Test
  void aPageIsControlledFromWhenItIsOpenedAndNotBefore() throws Exception {
    site.write("sw.js", "onfetch = (event) => event.respondWith(new Response('worker'));");
    site.run(
        SHOW
            + """
            (async () => {
              await navigator.serviceWorker.register("sw.js");
              await navigator.serviceWorker.ready;
              console.log(navigator.serviceWorker.controller);
              await show("first", "hello.txt");
            })();
            """);
    site.run(
        SHOW
            + """
            (async () => {
              const registration = await navigator.serviceWorker.ready;
              const { controller } = navigator.serviceWorker;
              console.log(controller === registration.active, controller.state);
              await show("second", "hello.txt");
            })();
            """);
    assertThat(site.console())
        .containsExactly(
            "null",
            "first 200 basic false hello",
            "true activated",
            "second 200 basic false worker");
  }

  @Test
  void aWorkerThatDoesNotListenIsNotAsked() throws Exception {
    site.write("sw.js", "oninstall = () => {};");
    site.register();
    site.run(SHOW + "show('got', 'hello.txt');");
    assertThat(site.console()).containsExactly("got 200 basic false hello");
    assertThat(site.dispatched()).doesNotContain("fetch");
    assertThat(site.events(TraceEvent.EventSkipped.class))
        .extracting(TraceEvent.EventSkipped::type)
        .doesNotContain("fetch");
  }

  @Test
  void aWorkerWithoutAControllerFetchesFromTheNetworkItself() throws Exception {
    assertThat(
            run(
                """
                console.log("asked", navigator.serviceWorker.controller);
                event.respondWith(fetch("hello.txt"));
                """,
                "show('got', 'x');"))
        .containsExactly("asked null", "got 200 basic false hello");
  }

  @Test
  void aRedirectOfTheWorkerIsFollowedThroughTheWorker() throws Exception {
    assertThat(
            run(
                """
                const path = new URL(event.request.url).pathname;
                event.respondWith(
                  path === "/from" ? Response.redirect("/to") : new Response("at " + path));
                """,
                """
                (async () => {
                  await show("follow", "from");
                  await show("error", "from", { redirect: "error" });
                  await show("manual", "from", { redirect: "manual" });
                })();
                """))
        .containsExactly(
            "follow 200 basic true at /to",
            "error TypeError https://localhost/from redirects (status 302), which redirect:"
                + " \"error\" forbids",
            "manual 0 opaqueredirect false ");
  }

  @Test
  void anOfflineSiteAnswersFromItsCache() throws Exception {
    try (var upstream = FaultServer.start()) {
      upstream.on(
          "/data.json",
          exchange -> exchange.respond(200, "{\"n\":1}", "Content-Type", "application/json"));
      site.write(
          "sw.js",
          """
          oninstall = (event) =>
            event.waitUntil(caches.open("v1").then((cache) => cache.addAll(["/data.json"])));
          onfetch = (event) => event.respondWith((async () => {
            try {
              return await fetch(event.request);
            } catch (error) {
              console.log("offline");
              return (await caches.match(event.request)) ?? Response.error();
            }
          })());
          """);
      site.site(URI.create(upstream.origin()));
      SiteFixture.get(site.site().register());
    }
    site.run(SHOW + "(async () => { await show('a', 'data.json'); await show('b', 'x'); })();");
    assertThat(site.console())
        .containsExactly(
            "offline",
            "a 200 basic false {\"n\":1}",
            "offline",
            "b TypeError the worker answered the request for https://localhost/x with"
                + " Response.error()");
  }
}
