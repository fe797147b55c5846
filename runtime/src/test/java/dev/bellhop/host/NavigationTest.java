package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BellhopException;
import dev.bellhop.Registration;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteRequest.Through;
import dev.bellhop.SiteResponse;
import dev.bellhop.SiteResponse.Source;
import dev.bellhop.TraceEvent;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.FaultServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Navigations, and requests from outside, through the worker or past it. */
@Timeout(60)
class NavigationTest extends SiteTestCase {
  @BeforeEach
  void writeSite() throws IOException {
    site.write("index.html", "<p>from the folder</p>");
  }

  private void worker(String script) throws IOException {
    site.write("sw.js", script);
    site.register();
  }

  private SiteResponse fetch(SiteRequest request) {
    return SiteFixture.get(site.site().fetch(request));
  }

  private static String text(SiteResponse response) throws IOException {
    try (response) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anEventShowsWhatTheNavigationIs() throws Exception {
    worker(
        """
        onfetch = (event) => {
          const { request } = event;
          console.log(request.method, request.url, request.mode, request.destination);
          console.log(request.redirect, request.credentials, `[${request.referrer}]`);
          console.log(request.headers.get("accept").startsWith("text/html"));
          console.log(
            `[${event.clientId}]`, event.resultingClientId.length, `[${event.replacesClientId}]`);
          event.respondWith(new Response("made", { status: 203, headers: { "x-y": "z" } }));
        };
        """);
    SiteResponse response = fetch(SiteRequest.navigation("/page?q#f"));
    assertThat(response.status()).isEqualTo(203);
    assertThat(response.source()).isEqualTo(Source.WORKER);
    assertThat(response.url()).isEqualTo("https://localhost/page?q#f");
    assertThat(response.header("X-Y")).contains("z");
    assertThat(text(response)).isEqualTo("made");
    assertThat(site.console())
        .containsExactly(
            "GET https://localhost/page?q#f navigate document",
            "manual include []",
            "true",
            "[] 36 []");
  }

  @Test
  void theNetworkAnswersWhereNoWorkerDoes() throws Exception {
    site.write("sw.js", "onfetch = (event) => event.request;");
    SiteResponse before = fetch(SiteRequest.navigation("/index.html"));
    assertThat(before.source()).isEqualTo(Source.NETWORK);
    assertThat(text(before)).isEqualTo("<p>from the folder</p>");
    assertThat(site.dispatched()).isEmpty();
    site.register();
    assertThat(fetch(SiteRequest.navigation("/index.html")).source()).isEqualTo(Source.NETWORK);
    assertThat(site.dispatched()).contains("fetch");
  }

  @Test
  void reloadingWithShiftSkipsTheWorker() throws Exception {
    worker("onfetch = (event) => event.respondWith(new Response('worker'));");
    assertThat(text(fetch(SiteRequest.navigation("/index.html")))).isEqualTo("worker");
    SiteRequest reload = SiteRequest.navigation("/index.html").withThrough(Through.NETWORK);
    assertThat(text(fetch(reload))).isEqualTo("<p>from the folder</p>");
  }

  @Test
  void theLongestScopeThatTheUrlBeginsWithMatches() throws Exception {
    site.write("a.js", "onfetch = (event) => event.respondWith(new Response('a'));");
    site.write("ab.js", "onfetch = (event) => event.respondWith(new Response('ab'));");
    site.write("sw.js", "");
    site.run(
        """
        (async () => {
          for (const name of ["a", "ab"]) {
            const registration = await navigator.serviceWorker.register(name + ".js", { scope: "/" + name });
            const worker = registration.installing ?? registration.waiting ?? registration.active;
            while (worker.state !== "activated") {
              await new Promise((resolve) => { worker.onstatechange = resolve; });
            }
          }
        })();
        """);
    assertThat(text(fetch(SiteRequest.navigation("/a")))).isEqualTo("a");
    assertThat(text(fetch(SiteRequest.navigation("/abc")))).isEqualTo("ab");
    assertThat(text(fetch(SiteRequest.subresource("/ab/x")))).isEqualTo("ab");
    assertThat(fetch(SiteRequest.navigation("/index.html")).source()).isEqualTo(Source.NETWORK);
  }

  @Test
  void aRedirectIsFollowedAsANavigationOfItsOwn() throws Exception {
    worker(
        """
        const ids = [];
        onfetch = (event) => {
          const url = new URL(event.request.url);
          ids.push(event.resultingClientId);
          if (url.pathname === "/from") {
            event.respondWith(Response.redirect("/to"));
          } else {
            event.respondWith(new Response(url.pathname + " " + (ids[0] === ids[1])));
          }
        };
        """);
    SiteResponse response = fetch(SiteRequest.navigation("/from#f"));
    assertThat(response.url()).isEqualTo("https://localhost/to#f");
    assertThat(text(response)).isEqualTo("/to true");
  }

  @Test
  void aRedirectOfTheNetworkIsShownToTheWorkerUnfollowed() throws Exception {
    try (var upstream = FaultServer.start()) {
      upstream.on("/from", exchange -> exchange.respond(302, "", "Location", "/to"));
      upstream.on("/to", exchange -> exchange.respond(200, "arrived"));
      site.write(
          "sw.js",
          """
          onfetch = (event) => event.respondWith((async () => {
            const response = await fetch(event.request);
            console.log(event.request.url, response.type, response.status, response.redirected);
            return response;
          })());
          """);
      site.site(URI.create(upstream.origin()));
      SiteFixture.get(site.site().register());
      SiteResponse response = fetch(SiteRequest.navigation("/from"));
      assertThat(text(response)).isEqualTo("arrived");
      assertThat(response.url()).isEqualTo("https://localhost/to");
      assertThat(site.console())
          .containsExactly(
              "https://localhost/from opaqueredirect 0 false",
              "https://localhost/to basic 200 false");
    }
  }

  @Test
  void aRedirectedResponseFailsANavigation() throws Exception {
    try (var upstream = FaultServer.start()) {
      upstream.on("/from", exchange -> exchange.respond(302, "", "Location", "/to"));
      upstream.on("/to", exchange -> exchange.respond(200, "arrived"));
      site.write("sw.js", "onfetch = (event) => event.respondWith(fetch('/from'));");
      site.site(URI.create(upstream.origin()));
      SiteFixture.get(site.site().register());
      assertFails(
          SiteRequest.navigation("/page"),
          BellhopException.Kind.NETWORK,
          "a response that came by a redirect");
      assertThat(text(fetch(SiteRequest.subresource("/page")))).isEqualTo("arrived");
    }
  }

  private void assertFails(SiteRequest request, BellhopException.Kind kind, String why) {
    assertThatThrownBy(() -> site.site().fetch(request).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(BellhopException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(why);
  }

  @Test
  void aRequestThatMakesNoSenseIsRefused() throws Exception {
    site.write("sw.js", "");
    var input = BellhopException.Kind.INPUT;
    assertFails(SiteRequest.navigation("ftp://x/"), input, "not an http or https URL");
    assertFails(SiteRequest.navigation("/").withMethod("TRACE"), input, "not a method");
    assertFails(SiteRequest.navigation("/").withMethod("A B"), input, "not a method");
    assertFails(SiteRequest.navigation("/").withBody(new byte[1]), input, "cannot have a body");
    assertFails(SiteRequest.navigation("/").withHeader("a b", "c"), input, "not a header");
    assertFails(SiteRequest.navigation("/").withHeader("a", "b\nc"), input, "not a header");
    assertFails(SiteRequest.navigation("/").withMode("cors"), input, "a navigation cannot");
    assertFails(SiteRequest.subresource("/").withMode("navigate"), input, "not a mode");
    assertFails(SiteRequest.subresource("/").withDestination("x"), input, "not a destination");
  }

  @Test
  void aSubresourceIsWhatAPageOfItsDestinationSends() throws Exception {
    worker(
        """
        onfetch = (event) => {
          const { request } = event;
          console.log(request.mode, `[${request.destination}]`, request.credentials);
          console.log(event.clientId.length, `[${event.resultingClientId}]`);
          event.respondWith(
            request.text().then((text) => new Response(request.method + " " + text)));
        };
        """);
    byte[] body = "sent".getBytes(StandardCharsets.UTF_8);
    SiteRequest post = SiteRequest.subresource("/a").withMethod("post").withBody(body);
    assertThat(text(fetch(post))).isEqualTo("POST sent");
    assertThat(text(fetch(SiteRequest.subresource("/a").withDestination("image"))))
        .isEqualTo("GET ");
    assertThat(site.console())
        .containsExactly("cors [] same-origin", "36 []", "no-cors [image] include", "36 []");
  }

  @Test
  void embedsAndObjectsAreNeverHandled() throws Exception {
    worker("onfetch = (event) => event.respondWith(new Response('worker'));");
    for (String destination : new String[] {"embed", "object"}) {
      SiteRequest request = SiteRequest.subresource("/index.html").withDestination(destination);
      assertThat(fetch(request).source()).isEqualTo(Source.NETWORK);
    }
  }

  @Test
  void thePageThatIsOpenedHasTheIdThatTheEventSaid() throws Exception {
    worker(
        """
        onfetch = (event) => {
          if (event.request.mode === "navigate") {
            globalThis.resulting = event.resultingClientId;
            event.waitUntil(
              clients.get(event.resultingClientId).then((client) => console.log("yet", client)));
          } else {
            event.respondWith((async () => {
              const client = await clients.get(event.clientId);
              return new Response(`${event.clientId === resulting} ${client.url}`);
            })());
          }
        };
        """);
    site.run("fetch('x').then((r) => r.text()).then((text) => console.log(text));");
    assertThat(site.console()).containsExactly("yet undefined", "true https://localhost/page.js");
  }

  @Test
  void theScriptOfAPageMayComeFromTheWorker() throws Exception {
    worker(
        """
        onfetch = (event) => event.respondWith(
          new Response("console.log('worker', location.href)",
            { headers: { "Content-Type": "text/javascript" } }));
        """);
    site.run("console.log('folder');");
    assertThat(site.console()).containsExactly("worker https://localhost/page.js");
  }

  @Test
  void anAnswerThatIsNoScriptStandsForADocumentOfThatScript() throws Exception {
    worker(
        """
        onfetch = (event) => event.respondWith(
          new Response("<p>shell", { headers: { "Content-Type": "text/html" } }));
        """);
    site.run("console.log('folder', navigator.serviceWorker.controller.state);");
    assertThat(site.console()).containsExactly("folder activated");
  }

  @Test
  void aPageWhoseNavigationFailsIsNotOpened() throws Exception {
    worker("onfetch = (event) => event.respondWith(Response.error());");
    site.write("page.js", "console.log('not reached');");
    assertThatThrownBy(() -> site.site().openPage("page.js").get())
        .cause()
        .isInstanceOf(BellhopException.class)
        .hasMessageContaining("Response.error()");
    assertThat(site.console()).isEmpty();
    assertThat(site.events(TraceEvent.PageStarted.class)).isEmpty();
  }

  @Test
  void theBodyArrivesAsTheWorkerWritesIt() throws Exception {
    worker(
        """
        let write;
        const body = new ReadableStream({ start(controller) { write = controller; } });
        onfetch = (event) => {
          const text = new URL(event.request.url).pathname.slice(1);
          if (text === "page") {
            event.respondWith(new Response(body));
          } else {
            text === "end" ? write.close() : write.enqueue(new TextEncoder().encode(text));
            event.respondWith(new Response());
          }
        };
        """);
    try (SiteResponse response = fetch(SiteRequest.navigation("/page"))) {
      fetch(SiteRequest.subresource("/one")).close();
      assertThat(new String(response.body().readNBytes(3), StandardCharsets.UTF_8))
          .isEqualTo("one");
      fetch(SiteRequest.subresource("/two")).close();
      fetch(SiteRequest.subresource("/end")).close();
      assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("two");
    }
  }

  @Test
  void aBodyThatTheWorkerPassesOnNeverEntersIt() throws Exception {
    var stopped = new CompletableFuture<Void>();
    try (var upstream = FaultServer.start()) {
      upstream.on(
          "/large",
          exchange -> {
            exchange.head(200, "OK", HeaderList.of("Content-Length", "6"));
            exchange.send(new byte[] {'o', 'n', 'e'}, 0, 3);
            stopped.join();
            exchange.send(new byte[] {'t', 'w', 'o'}, 0, 3);
          });
      site.write("sw.js", "onfetch = (event) => event.respondWith(fetch(event.request));");
      site.site(URI.create(upstream.origin()));
      Registration registration = SiteFixture.get(site.site().register());
      try (SiteResponse response = fetch(SiteRequest.navigation("/large"))) {
        assertThat(response.source()).isEqualTo(Source.WORKER);
        SiteFixture.get(registration.terminate());
        stopped.complete(null);
        assertThat(text(response)).isEqualTo("onetwo");
      } finally {
        stopped.complete(null);
      }
    }
  }
}
