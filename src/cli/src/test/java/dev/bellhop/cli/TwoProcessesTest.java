package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run in one process, and what others can do meanwhile. The server holds the film's second half.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoProcessesTest {
  private static final byte[] FILM = new byte[200_000];

  @TempDir Path folder;
  private final CountDownLatch secondHalf = new CountDownLatch(1);
  private HttpServer server;
  private Path site;
  private Path data;

  @BeforeEach
  void start() throws IOException {
    site = Files.createDirectories(folder.resolve("site"));
    data = folder.resolve("data");
    Files.writeString(
        site.resolve("sw.js"),
        """
        const tell = (event) => console.log(`${event.type} ${event.registration.id}`);
        addEventListener("backgroundfetchclick", tell);
        addEventListener("backgroundfetchabort", tell);
        addEventListener("backgroundfetchsuccess", (event) => {
          tell(event);
          event.waitUntil(
            (async () => {
              const cache = await caches.open("films");
              const [record] = await event.registration.matchAll();
              await cache.put(record.request, await record.responseReady);
            })(),
          );
        });
        """);
    Files.writeString(
        site.resolve("page.js"),
        """
        navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
          if (!(await caches.has("films")) && !(await backgroundFetch.get("film"))) {
            await backgroundFetch.fetch("film", ["film.bin"], { title: "A film" });
          }
        });
        """);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/film.bin", this::film);
    server.start();
  }

  @AfterEach
  void stop() {
    secondHalf.countDown();
    server.stop(0);
  }

  private void film(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("ETag", "\"film\"");
      exchange.sendResponseHeaders(200, FILM.length);
      exchange.getResponseBody().write(FILM, 0, FILM.length / 2);
      exchange.getResponseBody().flush();
      secondHalf.await();
      exchange.getResponseBody().write(FILM, FILM.length / 2, FILM.length / 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Cli.Running run() {
    return Cli.start(
        java.util.List.of(),
        "run",
        site,
        "--data",
        data,
        "--upstream",
        "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void listsAndClicksWhileARunGoesOn() throws Exception {
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      Cli.Result list = Cli.run("fetches", "list", site, "--data", data);
      assertThat(list.out()).contains("film").contains("active").contains("A film");
      Cli.Result json = Cli.run("fetches", "list", site, "--data", data, "--json");
      assertThat(json.out()).startsWith("{\"id\":\"film\",").endsWith("}\n");
      assertThat(Cli.run("caches", "list", site, "--data", data).out()).isEqualTo("no caches\n");
      assertThat(Cli.run("fetches", "click", site, "film", "--data", data).out())
          .isEqualTo("film: clicked\n");
      run.awaitOutput("console  backgroundfetchclick film");
      secondHalf.countDown();
      Cli.Result result = run.result();
      assertThat(result.out()).contains("films: 1 entry, 200.0 kB");
      assertThat(result.exitCode()).isZero();
    }
    assertThat(Cli.run("caches", "list", site, "--data", data).out()).contains("films", "200.0 kB");
  }

  @Test
  void pausesAndResumesWhileARunGoesOn() throws Exception {
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      assertThat(Cli.run("fetches", "pause", site, "film", "--data", data).out())
          .isEqualTo("film: paused\n");
      assertThat(Cli.run("fetches", "list", site, "--data", data).out())
          .contains("paused by the user");
      secondHalf.countDown();
      try (Cli.Running watch =
          Cli.start(java.util.List.of(), "fetches", "list", site, "--data", data, "--watch")) {
        watch.awaitOutput("film: paused, 0 of 1 requests");
        assertThat(Cli.run("fetches", "resume", site, "film", "--data", data).out())
            .isEqualTo("film: goes on\n");
        assertThat(run.result().out()).contains("films: 1 entry, 200.0 kB");
        assertThat(watch.result().exitCode()).isZero();
      }
    }
  }

  @Test
  void goesOnWithoutThePageAfterAKill() throws Exception {
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      run.signal("KILL");
      run.result();
    }
    Files.delete(site.resolve("page.js"));
    secondHalf.countDown();
    Cli.Result resumed =
        Cli.run(
            "resume",
            site,
            "--data",
            data,
            "--upstream",
            "http://127.0.0.1:" + server.getAddress().getPort());
    assertThat(resumed.out()).contains("A film: goes on").contains("films: 1 entry, 200.0 kB");
    assertThat(resumed.exitCode()).isZero();
  }

  @Test
  void abortsWhileARunGoesOn() throws Exception {
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      assertThat(Cli.run("fetches", "abort", site, "film", "--data", data).out())
          .isEqualTo("film: aborted\n");
      Cli.Result result = run.result();
      assertThat(result.out()).contains("console  backgroundfetchabort film");
      assertThat(result.exitCode()).isZero();
    }
  }

  @Test
  void aSecondRunIsToldThatTheDataFolderIsInUse() throws Exception {
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      Cli.Result second = Cli.run("run", site, "--data", data, "--fresh");
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err()).contains(data.toString()).hasLineCount(1);
      secondHalf.countDown();
      assertThat(run.result().exitCode()).isZero();
    }
  }

  @Test
  void ctrlCKeepsWhatHasArrivedAndTheNextRunGoesOn() throws Exception {
    assumeFalse(
        ignoresInterrupts(),
        "interrupts are ignored by this process, as they are in a shell's background, and so by"
            + " those that it starts");
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      run.signal("INT");
      Cli.Result result = run.result();
      assertThat(result.exitCode()).isEqualTo(130);
      assertThat(result.err()).contains("stopped; what has arrived is kept");
    }
    secondHalf.countDown();
    try (Cli.Running run = run()) {
      Cli.Result result = run.result();
      assertThat(result.out())
          .contains("fetch    A film: goes on, 1 of 1 request left")
          .contains("films: 1 entry, 200.0 kB");
      assertThat(result.exitCode()).isZero();
    }
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) & 1 << 1) != 0;
  }

  @Test
  void aKilledRunLeavesNothingInTheWay() throws Exception {
    try (Cli.Running run = run()) {
      run.awaitOutput("fetch    A film: 1 request");
      run.signal("KILL");
      assertThat(run.result().exitCode()).isEqualTo(137);
    }
    Cli.Result list = Cli.run("fetches", "list", site, "--data", data);
    assertThat(list.out()).contains("film").contains("active");
    secondHalf.countDown();
    try (Cli.Running run = run()) {
      assertThat(run.result().out()).contains("films: 1 entry, 200.0 kB");
    }
  }
}
