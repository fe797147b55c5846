package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What workbox-build's generateSW makes: precaching, a runtime route, skip waiting by message.
 * Routes with an expiration need IndexedDB, so there is none of those here.
 */
@Timeout(300)
class WorkboxTest extends RealWorker {
  private static final NpmPackage WORKBOX = new NpmPackage("workbox-build", "7.4.1");

  private static final String GENERATE =
      """
      const { generateSW } = require(process.argv[1]);
      const folder = process.argv[2];
      generateSW({
        globDirectory: folder,
        globPatterns: ["*.{html,css}"],
        swDest: folder + "/sw.js",
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        sourcemap: false,
        runtimeCaching: [
          { urlPattern: /[/]api[/]/, handler: "NetworkFirst", options: { cacheName: "api" } },
        ],
      }).then(({ count }) => console.log("precaches", count));
      """;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(site.folder().resolve("api"));
    site.write("index.html", "index 1").write("style.css", "css 1").write("api/a.json", "1");
    generate();
  }

  private void generate() throws IOException {
    Path library = WORKBOX.folder().resolve("build").resolve("index.js");
    String output =
        NpmPackage.run(
            site.folder(),
            List.of("node", "-e", GENERATE, library.toString(), site.folder().toString()));
    assumeTrue(output.contains("precaches 2"), () -> "workbox-build cannot generate:\n" + output);
  }

  @Test
  void precachesAndServesFromTheCache() throws Exception {
    site.register();
    assertThat(site.site().caches().names().join()).hasSize(1);
    site.write("index.html", "index 2").write("api/a.json", "2");
    assertThat(
            page(
                SHOW_TEXT
                    + """
                    await show("index.html");
                    await show("style.css");
                    await show("./");
                    await show("api/a.json");
                    """))
        .containsExactly(
            "index.html 200 index 1", "style.css 200 css 1", "./ 200 index 1", "api/a.json 200 2");
    assertThat(page("console.log(await (await caches.match('api/a.json')).text());"))
        .containsExactly("2");
    assertNothingWentWrong();
  }

  @Test
  void anUpdateWaitsForItsMessageAndCleansUp() throws Exception {
    site.register();
    site.write("index.html", "index 2");
    generate();
    update("installed", 2);
    assertThat(
            page(
                SHOW_TEXT
                    + """
                    const { waiting } = await container.ready;
                    console.log(waiting.state);
                    await show("index.html");
                    waiting.postMessage({ type: "SKIP_WAITING" });
                    await heard(container, "controllerchange");
                    await activated(waiting);
                    console.log(container.controller === waiting);
                    await show("index.html");
                    const [name] = await caches.keys();
                    const kept = await (await caches.open(name)).keys();
                    console.log(name, kept.length);
                    """))
        .containsExactly(
            "installed",
            "index.html 200 index 1",
            "true",
            "index.html 200 index 2",
            "workbox-precache-v2-https://localhost/ 2");
    assertNothingWentWrong();
  }
}
