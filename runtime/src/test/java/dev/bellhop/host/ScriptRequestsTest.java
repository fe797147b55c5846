package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Bellhop;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import dev.bellhop.testing.FaultServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of workers over the network: what is asked for, and what becomes of bad answers. */
@Timeout(60)
class ScriptRequestsTest {
  private static final String JAVASCRIPT = "text/javascript";

  @TempDir Path temp;
  private final List<String> console = new CopyOnWriteArrayList<>();
  private FaultServer server;
  private Bellhop bellhop;

  @BeforeEach
  void open() {
    server = FaultServer.start();
    bellhop =
        Bellhop.builder()
            .dataFolder(temp.resolve("data"))
            .onTrace(
                entry -> {
                  if (entry.event() instanceof TraceEvent.ConsoleMessage message) {
                    console.add(message.text());
                  }
                })
            .open();
  }

  @AfterEach
  void close() {
    bellhop.close();
    server.close();
  }

  private void serve(String path, String type, String text) {
    server.on(path, exchange -> exchange.respond(200, text, "Content-Type", type));
  }

  private void run(String script) {
    serve("/page.html", "text/html", "<script>(async () => {" + script + "})();</script>");
    Site site = bellhop.site(SiteOptions.network(server.origin()));
    get(site.openPage("/page.html"));
    get(site.idle());
  }

  @Test
  void aRedirectedScriptIsRefusedAsASecurityError() {
    serve("/sw.js", JAVASCRIPT, "");
    server.on("/moved.js", exchange -> exchange.respond(302, "", "Location", "/sw.js"));
    run(
        """
        const container = navigator.serviceWorker;
        await container.register("moved.js").catch((error) => console.log(error.name));
        console.log((await container.getRegistrations()).length);
        """);
    assertThat(console).containsExactly("SecurityError", "0");
    assertThat(server.requests("/sw.js")).isEmpty();
  }

  @Test
  void anUpdateWhoseScriptIsRedirectedIsATypeError() {
    serve("/other.js", JAVASCRIPT, "");
    var asked = new AtomicInteger();
    server.on(
        "/sw.js",
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            exchange.respond(200, "", "Content-Type", JAVASCRIPT);
          } else {
            exchange.respond(302, "", "Location", "/other.js");
          }
        });
    run(
        """
        const registration = await navigator.serviceWorker.register("sw.js");
        await navigator.serviceWorker.ready;
        await registration.update().catch((error) => console.log(error.name));
        console.log(registration.active !== null);
        """);
    assertThat(console).containsExactly("TypeError", "true");
  }

  @Test
  void aScriptThatBreaksOffIsATypeError() {
    server.on(
        "/sw.js",
        exchange -> {
          exchange.raw(
              "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: 100\r\n\r\n//");
          exchange.drop();
        });
    run(
        """
        await navigator.serviceWorker.register("sw.js").catch(
            (error) => console.log(error.name, error.message.includes("to its end")));
        """);
    assertThat(console).containsExactly("TypeError true");
  }

  @Test
  void thePageThatAsksIsTheReferrerOfTheWorkersScript() {
    serve("/lib.js", JAVASCRIPT, "");
    serve("/sw.js", JAVASCRIPT, "importScripts('lib.js'); oninstall = () => skipWaiting();");
    run(
        """
        const registration = await navigator.serviceWorker.register("sw.js");
        await navigator.serviceWorker.ready;
        await registration.update();
        console.log("updated");
        """);
    assertThat(console).containsExactly("updated");
    assertThat(server.requests("/sw.js"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            request ->
                assertThat(request.headers().get("Referer")).isEqualTo(server.url("/page.html")));
    assertThat(server.requests("/lib.js").getFirst().headers().get("Referer"))
        .isEqualTo(server.url("/sw.js"));
  }

  @Test
  void anUpdateDoesNotAskAgainForAnImportThatItMissed() {
    var versions = new AtomicInteger();
    server.on(
        "/changing.js",
        exchange ->
            exchange.respond(200, "// " + versions.incrementAndGet(), "Content-Type", JAVASCRIPT));
    var asked = new AtomicInteger();
    server.on(
        "/flaky.js",
        exchange -> {
          boolean missing = asked.incrementAndGet() == 2;
          exchange.respond(missing ? 404 : 200, "", "Content-Type", JAVASCRIPT);
        });
    serve("/sw.js", JAVASCRIPT, "importScripts('flaky.js', 'changing.js');");
    run(
        """
        const registration = await navigator.serviceWorker.register("sw.js");
        await navigator.serviceWorker.ready;
        await registration.update().then(
            () => console.log("updated"), (error) => console.log(error.name));
        console.log(registration.installing, registration.waiting, registration.active !== null);
        """);
    assertThat(console).containsExactly("TypeError", "null null true");
    assertThat(asked).hasValue(2);
  }
}
