package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.testing.FaultServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** registration.navigationPreload and event.preloadResponse. */
@Timeout(60)
class NavigationPreloadTest {
  private static final String HEADER = "Service-Worker-Navigation-Preload";

  @TempDir Path temp;
  private SiteFixture site;
  private FaultServer upstream;
  private final List<String> preloads = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
    upstream = FaultServer.start();
    upstream.on(
        "/page",
        exchange -> {
          String header = exchange.headers().get(HEADER);
          preloads.add(String.valueOf(header));
          exchange.respond(200, "preloaded by " + header);
        });
  }

  @AfterEach
  void close() throws Exception {
    site.close();
    upstream.close();
  }

  private void worker(String script) throws IOException {
    site.write("sw.js", script);
    SiteFixture.get(site.site(URI.create(upstream.origin())).register());
  }

  private String text(SiteRequest request) throws IOException {
    try (SiteResponse response = SiteFixture.get(site.site().fetch(request))) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final String ENABLED =
      """
      onactivate = (event) => event.waitUntil(registration.navigationPreload.enable());
      """;

  @Test
  void theManagerKeepsItsState() throws Exception {
    worker(
        """
        const say = async (what) => console.log(what, JSON.stringify(await registration.navigationPreload.getState()));
        const attempt = (f) => f().then(() => console.log("done"), (e) => console.log(e.name));
        const preload = registration.navigationPreload;
        oninstall = (event) => event.waitUntil((async () => {
          console.log(preload === registration.navigationPreload, String(preload));
          await attempt(() => preload.enable());
          await attempt(() => preload.setHeaderValue("x"));
          await say("installing");
        })());
        onactivate = (event) => event.waitUntil((async () => {
          await preload.enable();
          await attempt(() => preload.setHeaderValue("a\\nb"));
          await attempt(() => preload.setHeaderValue());
          await attempt(() => preload.setHeaderValue("\\u0100"));
          await preload.setHeaderValue("  mine ");
          await say("activating");
          await preload.disable();
          await say("disabled");
          await preload.enable();
        })());
        """);
    assertThat(site.console())
        .containsExactly(
            "true [object NavigationPreloadManager]",
            "InvalidStateError",
            "InvalidStateError",
            "installing {\"enabled\":false,\"headerValue\":\"true\"}",
            "TypeError",
            "TypeError",
            "TypeError",
            "activating {\"enabled\":true,\"headerValue\":\"mine\"}",
            "disabled {\"enabled\":false,\"headerValue\":\"mine\"}");
    site.restart();
    site.run(
        """
        navigator.serviceWorker.ready.then((r) => r.navigationPreload.getState())
          .then((state) => console.log("kept", state.enabled, state.headerValue));
        """);
    assertThat(site.console()).last().isEqualTo("kept true mine");
  }

  @Test
  void aNavigationIsFetchedBesideTheEvent() throws Exception {
    worker(ENABLED + "onfetch = (event) => event.respondWith(event.preloadResponse);");
    assertThat(text(SiteRequest.navigation("/page"))).isEqualTo("preloaded by true");
    assertThat(preloads).containsExactly("true");
  }

  @Test
  void nothingElseIs() throws Exception {
    worker(
        ENABLED
            + """
            onfetch = (event) => event.respondWith(
              event.preloadResponse.then((response) => new Response(String(response))));
            """);
    assertThat(text(SiteRequest.subresource("/page"))).isEqualTo("undefined");
    assertThat(text(SiteRequest.navigation("/page").withMethod("POST"))).isEqualTo("undefined");
    assertThat(preloads).isEmpty();
  }

  @Test
  void itIsUndefinedWhereItIsNotEnabled() throws Exception {
    worker(
        """
        onfetch = (event) => event.respondWith(
          event.preloadResponse.then((response) => new Response(String(response))));
        """);
    assertThat(text(SiteRequest.navigation("/page"))).isEqualTo("undefined");
  }

  @Test
  void aNetworkErrorRejectsIt() throws Exception {
    worker(
        ENABLED
            + """
            onfetch = (event) => event.respondWith(
              event.preloadResponse.catch((error) => new Response(error.name)));
            """);
    upstream.close();
    assertThat(text(SiteRequest.navigation("/page"))).isEqualTo("TypeError");
  }

  @Test
  void whatTheWorkerDoesNotTakeIsNoHindrance() throws Exception {
    worker(
        ENABLED
            + "onfetch = (event) => { if (event.request.url.endsWith('?own'))"
            + " event.respondWith(new Response('own')); };");
    upstream.on("/page?own", exchange -> exchange.respond(200, "never read"));
    assertThat(text(SiteRequest.navigation("/page?own"))).isEqualTo("own");
    assertThat(text(SiteRequest.navigation("/page"))).isEqualTo("preloaded by null");
  }
}
