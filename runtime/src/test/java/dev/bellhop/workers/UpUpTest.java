package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.testing.FaultServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** UpUp keeps a page for when the network is gone: its own page script and worker, unmodified. */
@Timeout(300)
class UpUpTest extends RealWorker {
  private static final NpmPackage UPUP = new NpmPackage("upup", "1.1.0");

  private final FaultServer server = FaultServer.start();

  @BeforeEach
  void write() throws IOException {
    site.write("sw.js", UPUP.text("dist/upup.sw.min.js"));
    server.on("/news", exchange -> exchange.respond(200, "news"));
    server.on("/style.css", exchange -> exchange.respond(200, "css"));
    site.site(URI.create(server.origin()));
  }

  /** A page that loads UpUp's script, as pages do, and starts it. */
  private List<String> pageWith(String settings, String body) throws IOException {
    String script = UPUP.text("dist/upup.min.js") + "\n";
    return pageAfter(
        script, "UpUp.start({ 'service-worker-url': 'sw.js', %s });\n%s".formatted(settings, body));
  }

  private static final String WHEN_STORED =
      """
      await container.ready;
      while (!(await caches.match("sw-offline-content")) || !(await caches.match("style.css"))) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      """;

  private static final String SHOW =
      """
      const show = async (path, accept) => {
        const response = await fetch(path, { headers: { accept } });
        console.log(response.status, await response.text());
      };
      """;

  @Test
  void showsItsContentWhereTheNetworkIsGone() throws Exception {
    pageWith("content: 'You are offline.', assets: ['style.css']", WHEN_STORED);
    assertThat(page(SHOW + "await show('news', 'text/html');")).containsExactly("200 news");
    server.close();
    assertThat(
            page(
                SHOW
                    + """
                    await show("news", "text/html");
                    await show("style.css", "*/*");
                    await show("news", "text/plain").catch((error) => console.log(error.name));
                    """))
        .containsExactly("200 You are offline.", "200 css", "TypeError");
  }

  @Test
  void newSettingsReplaceTheCache() throws Exception {
    pageWith("content: 'first', assets: ['style.css']", WHEN_STORED);
    pageWith(
        "content: 'second', assets: ['style.css']",
        WHEN_STORED
            + """
            while ((await (await caches.match("sw-offline-content")).text()) !== "second") {
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
            """);
    assertThat(page("console.log((await caches.keys()).length);")).containsExactly("1");
    server.close();
  }

  @Test
  void aChangedWorkerWaitsForThePagesThatUseTheOldOne() throws Exception {
    pageWith("content: 'first', assets: ['style.css']", WHEN_STORED);
    site.write("sw.js", UPUP.text("dist/upup.sw.min.js") + "\n// changed\n");
    assertThat(
            page(
                """
                const registration = await container.ready;
                const before = registration.active;
                registration.update();
                await heard(registration, "updatefound");
                const { installing } = registration;
                await heard(installing, "statechange");
                await (await fetch("news")).text();
                console.log(installing.state, registration.waiting === installing);
                console.log(before.state, registration.active === before);
                """))
        .containsExactly("installed true", "activated true");
    server.close();
  }
}
