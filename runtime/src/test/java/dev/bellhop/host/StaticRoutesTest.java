package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.testing.FaultServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Static routes, from addRoutes() to the response. */
@Timeout(60)
class StaticRoutesTest extends SiteTestCase {
  private static final String WORKER =
      "onfetch = (event) => event.respondWith(new Response('worker'));";

  @BeforeEach
  void writeSite() throws IOException {
    site.write("file.txt", "network");
  }

  private void routes(String rules) throws IOException {
    site.write("sw.js", WORKER + "oninstall = (event) => { event.addRoutes(" + rules + "); };");
    site.register();
  }

  private String fetch(SiteRequest request) throws IOException {
    try (SiteResponse response = SiteFixture.get(site.site().fetch(request))) {
      return response.source()
          + " "
          + new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String fetch(String url) throws IOException {
    return fetch(SiteRequest.subresource(url));
  }

  @Test
  void theFirstRuleThatMatchesSaysWhoAnswers() throws Exception {
    routes(
        """
        [
          { condition: { urlPattern: "/file.txt?event" }, source: "fetch-event" },
          { condition: { urlPattern: { pathname: "/*.txt" } }, source: "network" },
        ]
        """);
    assertThat(fetch("/file.txt")).isEqualTo("ROUTED_TO_NETWORK network");
    assertThat(fetch(SiteRequest.navigation("/file.txt"))).isEqualTo("ROUTED_TO_NETWORK network");
    assertThat(fetch("/file.txt?event")).isEqualTo("WORKER worker");
    assertThat(fetch("/other")).isEqualTo("WORKER worker");
  }

  @Test
  void conditionsLookAtTheRequest() throws Exception {
    routes(
        """
        [
          { condition: { requestMethod: "post", urlPattern: "/file.txt" }, source: "network" },
          { condition: { requestMode: "navigate" }, source: "network" },
          { condition: { or: [{ requestDestination: "image" }, { requestDestination: "style" }] },
            source: "network" },
        ]
        """);
    assertThat(fetch("/file.txt")).startsWith("WORKER");
    assertThat(fetch(SiteRequest.navigation("/file.txt"))).startsWith("ROUTED_TO_NETWORK");
    for (String destination : new String[] {"image", "style"}) {
      assertThat(fetch(SiteRequest.subresource("/file.txt").withDestination(destination)))
          .startsWith("ROUTED_TO_NETWORK");
    }
    assertThat(fetch(SiteRequest.subresource("/file.txt").withDestination("script")))
        .startsWith("WORKER");
  }

  @Test
  void notAndTheRunningStatus() throws Exception {
    routes("[{ condition: { not: { runningStatus: 'running' } }, source: 'network' }]");
    assertThat(fetch("/file.txt")).isEqualTo("WORKER worker");
    SiteFixture.get(SiteFixture.get(site.site().registration()).orElseThrow().terminate());
    assertThat(fetch("/file.txt")).isEqualTo("ROUTED_TO_NETWORK network");
  }

  @Test
  void aCacheAnswersOrElseTheNetwork() throws Exception {
    site.write(
        "sw.js",
        WORKER
            + """
            oninstall = (event) => {
              event.addRoutes([
                { condition: { urlPattern: "/a" }, source: { cacheName: "second" } },
                { condition: { urlPattern: "/file.txt" }, source: { cacheName: "none" } },
                { condition: { urlPattern: "/b" }, source: "cache" },
              ]);
              event.waitUntil((async () => {
                for (const name of ["first", "second"]) {
                  const cache = await caches.open(name);
                  await cache.put("/a", new Response(name));
                }
                await (await caches.open("second")).put("/b", new Response("b"));
              })());
            };
            """);
    site.register();
    assertThat(fetch("/a")).isEqualTo("ROUTED_TO_CACHE second");
    assertThat(fetch("/b")).isEqualTo("ROUTED_TO_CACHE b");
    assertThat(fetch("/file.txt")).isEqualTo("ROUTED_TO_NETWORK network");
  }

  @Test
  void routesAreKept() throws Exception {
    routes(
        """
        [{ condition: { or: [{ not: { urlPattern: "/*" } }, { requestMethod: "GET",
             requestMode: "cors", requestDestination: "", urlPattern: "/f{ile}.txt" }] },
           source: "network" },
         { condition: { urlPattern: new URLPattern("/CASE", location.href, { ignoreCase: true }) },
           source: { cacheName: "c" } }]
        """);
    site.restart();
    site.site();
    assertThat(fetch("/file.txt")).isEqualTo("ROUTED_TO_NETWORK network");
    assertThat(fetch("/case")).startsWith("ROUTED_TO_NETWORK");
    assertThat(fetch("/other")).isEqualTo("WORKER worker");
  }

  @Test
  void whoeverIsFirstWinsTheRace() throws Exception {
    try (var upstream = FaultServer.start()) {
      upstream.on("/fast", exchange -> exchange.respond(200, "network"));
      upstream.on("/missing", exchange -> exchange.respond(404, "nothing"));
      site.write(
          "sw.js",
          """
          oninstall = (event) => {
            event.addRoutes({ condition: { urlPattern: "/*" }, source: "race-network-and-fetch-handler" });
          };
          let arrived;
          const later = new Promise((resolve) => { arrived = resolve; });
          onfetch = (event) => {
            const path = new URL(event.request.url).pathname;
            if (path === "/fast") event.respondWith(later);
            if (path === "/missing") event.respondWith(new Response("worker"));
            if (event.request.method === "POST") { arrived(new Response("late")); event.respondWith(new Response("post")); }
          };
          """);
      SiteFixture.get(site.site(URI.create(upstream.origin())).register());
      assertThat(fetch("/fast")).isEqualTo("ROUTED_TO_NETWORK network");
      assertThat(fetch("/missing")).isEqualTo("WORKER worker");
      // Only GET races; this also lets the event end that still waits.
      assertThat(fetch(SiteRequest.subresource("/x").withMethod("POST"))).isEqualTo("WORKER post");
    }
  }

  @Test
  void aRaceThatTheHandlerLeavesIsTheNetworks() throws Exception {
    try (var upstream = FaultServer.start()) {
      upstream.on("/missing", exchange -> exchange.respond(404, "nothing"));
      site.write(
          "sw.js",
          """
          oninstall = (event) => {
            event.addRoutes({ condition: { urlPattern: "/*" }, source: "race-network-and-fetch-handler" });
          };
          onfetch = () => {};
          """);
      SiteFixture.get(site.site(URI.create(upstream.origin())).register());
      assertThat(fetch("/missing")).isEqualTo("ROUTED_TO_NETWORK nothing");
    }
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() throws Exception {
    site.write(
        "sw.js",
        """
        const c = { urlPattern: "/a" };
        const nested = (n) => n === 0 ? c : { not: nested(n - 1) };
        const many = (n) => Array.from({ length: n }, () => c);
        const attempts = {
          nothing: [],
          number: [1],
          noCondition: [{ source: "network" }],
          noSource: [{ condition: c }],
          badSource: [{ condition: c, source: "moon" }],
          emptySource: [{ condition: c, source: {} }],
          emptyCondition: [{ condition: {}, source: "network" }],
          badPattern: [{ condition: { urlPattern: "http://[" }, source: "network" }],
          regexp: [{ condition: { urlPattern: "/(a+)" }, source: "network" }],
          method: [{ condition: { requestMethod: "a b" }, source: "network" }],
          trace: [{ condition: { requestMethod: "TRACE" }, source: "network" }],
          mode: [{ condition: { requestMode: "x" }, source: "network" }],
          destination: [{ condition: { requestDestination: "x" }, source: "network" }],
          status: [{ condition: { runningStatus: "x" }, source: "network" }],
          orAnd: [{ condition: { or: [c], urlPattern: "/a" }, source: "network" }],
          notAnd: [{ condition: { not: c, requestMode: "cors" }, source: "network" }],
          orNot: [{ condition: { not: c, or: [c] }, source: "network" }],
          orInner: [{ condition: { or: [{}] }, source: "network" }],
          noHandler: [{ condition: c, source: "fetch-event" }],
          noRacer: [{ condition: c, source: "race-network-and-fetch-handler" }],
          tooMany: [{ condition: { or: many(1023) }, source: "network" }],
          tooDeep: [{ condition: nested(10), source: "network" }],
          endless: [{ condition: nested(100), source: "network" }],
          fine: [[{ condition: { or: many(1000) }, source: "network" }]],
          more: [{ condition: { or: many(30) }, source: "network" }],
          deep: [{ condition: nested(9), source: "network" }],
        };
        oninstall = async (event) => {
          let done;
          event.waitUntil(new Promise((resolve) => { done = resolve; }));
          const all = [];
          for (const [name, args] of Object.entries(attempts)) {
            const promise = event.addRoutes(...args);
            all.push(promise.then(() => name, (e) => name + " " + e.name));
          }
          console.log((await Promise.all(all)).join());
          const own = new InstallEvent("install");
          await own.addRoutes({ condition: c, source: "network" }).catch((e) => console.log(e.name));
          done();
          globalThis.late = event;
        };
        onactivate = (event) => event.waitUntil(
          late.addRoutes({ condition: c, source: "network" }).catch((e) => console.log("late", e.name)));
        """);
    site.register();
    assertThat(site.console())
        .containsExactly(
            "nothing TypeError,number TypeError,noCondition TypeError,noSource TypeError,"
                + "badSource TypeError,emptySource TypeError,emptyCondition TypeError,"
                + "badPattern TypeError,regexp TypeError,method TypeError,trace TypeError,"
                + "mode TypeError,destination TypeError,status TypeError,orAnd TypeError,"
                + "notAnd TypeError,orNot TypeError,orInner TypeError,noHandler TypeError,"
                + "noRacer TypeError,tooMany TypeError,tooDeep TypeError,endless TypeError,"
                + "fine,more TypeError,deep",
            "InvalidStateError",
            "late InvalidStateError");
  }
}
