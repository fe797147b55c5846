package dev.bellhop.host;

import static dev.bellhop.host.SiteFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages: HTML ones, and those of sites that are just the network. */
final class PageTest extends SiteTestCase {
  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "");
  }

  private Page openPage(String name) {
    return get(site.site().openPage(name));
  }

  @Test
  void theScriptsOfAnHtmlPageRunInTheirOrder() throws IOException {
    site.write("a.js", "console.log('a');");
    site.write("late.js", "console.log('deferred');");
    site.write(
        "page.html",
        """
        <!doctype html>
        <script defer src="late.js"></script>
        <script>
          let shared = 1;
          addEventListener('DOMContentLoaded', () => console.log('parsed'));
          onload = () => console.log('loaded', this === window, window === self);
        </script>
        <script src="a.js"></script>
        <script>console.log('inline', shared, location.pathname);</script>
        """);
    openPage("page.html");
    assertThat(site.console())
        .containsExactly("a", "inline 1 /page.html", "deferred", "parsed", "loaded true true");
  }

  @Test
  void aScriptThatFailsDoesNotKeepTheOthersFromRunning() throws IOException {
    site.write(
        "page.html",
        """
        <script src="missing.js"></script>
        <script>let let;</script>
        <script>
          throw new Error('no');
        </script>
        <script type="module">console.log('module');</script>
        <script>console.log('still');</script>
        """);
    openPage("page.html");
    assertThat(site.console()).containsExactly("still");
    assertThat(site.events(TraceEvent.ScriptError.class))
        .extracting(TraceEvent.ScriptError::kind, error -> error.frame().line())
        .containsExactly(tuple("syntax", 2), tuple("exception", 4));
    assertThat(site.events(TraceEvent.Diagnostic.class))
        .filteredOn(diagnostic -> diagnostic.name().equals("script-skipped"))
        .extracting(TraceEvent.Diagnostic::message)
        .satisfiesExactlyInAnyOrder(
            missing ->
                assertThat(missing)
                    .startsWith("the script missing.js of https://localhost/page.html is not run")
                    .contains("the server answered 404"),
            module -> assertThat(module).contains("the script in line 6"));
  }

  @Test
  void aPageIsHtmlOrAScript() throws IOException {
    site.write("page.txt", "console.log('no');");
    assertThatThrownBy(() -> openPage("page.txt"))
        .hasRootCauseInstanceOf(BellhopException.class)
        .hasStackTraceContaining("came with the Content-Type text/plain");
  }

  @Test
  void aPageRunsFurtherScripts() throws IOException {
    site.write("page.html", "<script>let counted = 1;</script>");
    Page page = openPage("page.html");
    get(page.runScript("more.js", "console.log(counted + 1);"));
    assertThat(site.console()).containsExactly("2");
  }

  @Test
  void theWorkerHandlesTheScriptsOfAControlledPage() throws IOException {
    site.write(
        "sw.js",
        """
        onfetch = event => {
          if (event.request.destination === 'script') {
            event.respondWith(new Response("console.log('from the worker')"));
          }
        };
        """);
    site.write("page.html", "<script src=made.js></script>");
    site.register();
    openPage("page.html");
    assertThat(site.console()).containsExactly("from the worker");
  }

  @Test
  void aSiteThatIsJustTheNetworkHasItsFilesFromItsOrigin() throws IOException {
    site.write("deep.js", "console.log('worker starts'); oninstall = () => skipWaiting();");
    site.write("x.txt", "words");
    int port = site.site().servedAt().getPort();
    site.write(
        "page.html",
        """
        <script>
          (async () => {
            await navigator.serviceWorker.register('deep.js');
            await navigator.serviceWorker.ready;
            console.log(location.href);
            const named = await fetch('http://files.example:PORT/x.txt', {mode: 'no-cors'});
            console.log(named.type);
          })();
        </script>
        """
            .replace("PORT", String.valueOf(port)));
    List<String> console = new CopyOnWriteArrayList<>();
    String origin = "http://127.0.0.1:" + port;
    try (Bellhop other =
        Bellhop.builder()
            .dataFolder(temp.resolve("other"))
            .resolve("files.example", InetAddress.getLoopbackAddress())
            .onTrace(
                entry -> {
                  if (entry.event() instanceof TraceEvent.ConsoleMessage message) {
                    console.add(message.text());
                  }
                })
            .open()) {
      Site network = other.site(SiteOptions.network(origin));
      assertThat(network.servedAt()).isNull();
      get(network.openPage("/page.html?x"));
      get(network.idle());
      assertThat(console).containsExactly("worker starts", origin + "/page.html?x", "opaque");
      assertThatThrownBy(() -> network.openPage("https://elsewhere.example/"))
          .hasMessageContaining("is not of the site's origin");
    }
  }
}
