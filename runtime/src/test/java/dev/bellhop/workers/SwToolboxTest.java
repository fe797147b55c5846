package dev.bellhop.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sw-toolbox, imported by a worker of ours: its precache, its router and its strategies. */
@Timeout(300)
class SwToolboxTest extends RealWorker {
  private static final NpmPackage TOOLBOX = new NpmPackage("sw-toolbox", "3.6.0");

  private static final String WORKER =
      """
      importScripts("sw-toolbox.js");
      toolbox.options.cache.name = "app";
      toolbox.precache(["shell.html", "shell.css"]);
      toolbox.router.get("/kept/(.*)", toolbox.cacheFirst);
      toolbox.router.get("/fresh/(.*)", toolbox.networkFirst);
      toolbox.router.get("/shell.html", toolbox.cacheOnly);
      toolbox.router.get("/hello/:name", (request, values, options) =>
        new Response("hello " + values.name));
      addEventListener("install", (event) => event.waitUntil(skipWaiting()));
      addEventListener("activate", (event) => event.waitUntil(clients.claim()));
      addEventListener("message", (event) => {
        event.source.postMessage(Object.keys(toolbox).includes(event.data));
      });
      """;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(site.folder().resolve("kept"));
    Files.createDirectories(site.folder().resolve("fresh"));
    site.write("sw-toolbox.js", TOOLBOX.text("sw-toolbox.js"))
        .write("sw.js", WORKER)
        .write("shell.html", "shell 1")
        .write("shell.css", "css")
        .write("kept/a.txt", "kept 1")
        .write("fresh/a.txt", "fresh 1");
    site.register();
  }

  @Test
  void precachesAndRoutes() throws Exception {
    assertThat(
            page(
                SHOW_TEXT
                    + """
                    await show("shell.html");
                    await show("kept/a.txt");
                    await show("fresh/a.txt");
                    await show("hello/toolbox");
                    """))
        .containsExactly(
            "shell.html 200 shell 1",
            "kept/a.txt 200 kept 1",
            "fresh/a.txt 200 fresh 1",
            "hello/toolbox 200 hello toolbox");

    site.write("shell.html", "shell 2")
        .write("kept/a.txt", "kept 2")
        .write("fresh/a.txt", "fresh 2");
    assertThat(
            page(
                SHOW_TEXT
                    + """
                    await show("shell.html");
                    await show("kept/a.txt");
                    await show("fresh/a.txt");
                    """))
        .containsExactly(
            "shell.html 200 shell 1", "kept/a.txt 200 kept 1", "fresh/a.txt 200 fresh 2");
    // Its fetchAndCache() answers with a copy, and nothing waits for its cache.put().
    assertNothingWentWrong("work-after-event", "floating-promise");
  }

  @Test
  void answersAMessage() throws Exception {
    assertThat(
            page(
                """
                container.controller.postMessage("router");
                container.startMessages();
                console.log((await heard(container, "message")).data);
                """))
        .containsExactly("true");
    assertNothingWentWrong();
  }

  @Test
  void aChangedLibraryBringsANewWorkerThatPrecachesAnew() throws Exception {
    site.write("sw-toolbox.js", TOOLBOX.text("sw-toolbox.js") + "\n// changed\n")
        .write("shell.html", "shell 2");
    update("activated", 2);
    assertThat(page(SHOW_TEXT + "await show('shell.html');"))
        .containsExactly("shell.html 200 shell 2");
    assertNothingWentWrong();
  }
}
