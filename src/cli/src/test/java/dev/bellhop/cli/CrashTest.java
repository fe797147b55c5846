package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed at random instants while it fetches from a server that drops connections.
 * The properties {@code bellhop.crash.kills} and {@code bellhop.crash.seed} make a longer run and
 * the same one again.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {
  private static final int KILLS = Integer.getInteger("bellhop.crash.kills", 20);
  private static final long SEED = Long.getLong("bellhop.crash.seed", 42);
  private static final int LATEST_KILL_MILLIS = 1500;

  @TempDir Path folder;
  private final Random chance = new Random(SEED);
  private final Random drops = new Random(SEED);
  private final Map<String, byte[]> files = new TreeMap<>();
  private HttpServer server;
  private Path site;

  @BeforeEach
  void start() throws IOException {
    files.put("big.bin", bytes(2_500_000));
    for (int i = 0; i < 10; i++) {
      files.put("small-" + i + ".bin", bytes(20_000 + i));
    }
    site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(
        site.resolve("sw.js"),
        """
        addEventListener("backgroundfetchsuccess", (event) => {
          event.waitUntil(
            (async () => {
              const cache = await caches.open("files");
              for (const record of await event.registration.matchAll()) {
                await cache.put(record.request, await record.responseReady);
              }
              const done = await caches.open("done");
              await done.put("done-" + event.registration.id, new Response(""));
            })(),
          );
        });
        """);
    Files.writeString(
        site.resolve("page.js"),
        """
        const small = Array.from({ length: 10 }, (_, i) => `small-${i}.bin`);
        const jobs = { big: ["big.bin"], small };
        navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
          for (const id of Object.keys(jobs)) {
            const begun = await caches.match("begun-" + id);
            if (!begun) {
              if (!(await backgroundFetch.get(id))) {
                await backgroundFetch.fetch(id, jobs[id]);
              }
              await (await caches.open("begun")).put("begun-" + id, new Response(""));
            }
          }
        });
        """);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    chance.nextBytes(bytes);
    return bytes;
  }

  /** Serves a file or its rest; one time in four the connection ends halfway. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] all = files.get(exchange.getRequestURI().getPath().substring(1));
      String range = exchange.getRequestHeaders().getFirst("Range");
      int first = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      exchange.getResponseHeaders().set("ETag", "\"" + all.length + "\"");
      if (first >= all.length) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + all.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + first + "-" + (all.length - 1) + "/" + all.length);
      }
      int left = all.length - first;
      exchange.sendResponseHeaders(range == null ? 200 : 206, left);
      exchange.getResponseBody().write(all, first, dropsNow() ? (left + 1) / 2 : left);
    }
  }

  private synchronized boolean dropsNow() {
    return drops.nextInt(4) == 0;
  }

  @Test
  void everyFileIsWholeAndEveryCompletionHandledHoweverOftenTheProcessIsKilled() throws Exception {
    int kills = 0;
    for (int round = 0; kills < KILLS || round == 0; round++) {
      Path data = folder.resolve("data-" + round);
      boolean ended = false;
      while (!ended) {
        try (Cli.Running run = run(data)) {
          run.awaitOutput("site     ");
          Duration instant = Duration.ofMillis(chance.nextInt(LATEST_KILL_MILLIS));
          if (kills == KILLS || run.endsWithin(instant)) {
            Cli.Result result = run.result();
            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            ended = true;
          } else {
            run.signal("KILL");
            run.result();
            kills++;
          }
        }
      }
      check(data);
    }
  }

  private Cli.Running run(Path data) {
    return Cli.start(
        List.of(),
        "run",
        site,
        "--data",
        data,
        "--throttle",
        "1MB/s",
        "--upstream",
        "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void check(Path data) throws IOException {
    Path out = data.resolveSibling(data.getFileName() + "-files");
    Cli.Result exported = Cli.run("caches", "export", site, "files", out, "--data", data);
    assertThat(exported.exitCode()).as(exported.err()).isZero();
    try (Stream<Path> all = Files.walk(out)) {
      Map<String, Path> found =
          all.filter(Files::isRegularFile)
              .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file));
      assertThat(found).containsOnlyKeys(files.keySet());
      for (String name : files.keySet()) {
        assertThat(found.get(name)).as("seed " + SEED).hasBinaryContent(files.get(name));
      }
    }
    assertThat(Cli.run("caches", "show", site, "done", "--data", data).out())
        .contains("done-big", "done-small");
    // The commands above opened the folder, and so swept it: what is left belongs to the cache.
    try (Stream<Path> bodies = Files.walk(data.resolve("bodies"))) {
      List<Long> lengths = bodies.filter(Files::isRegularFile).map(CrashTest::length).toList();
      assertThat(lengths)
          .as("body files, seed " + SEED)
          .isSubsetOf(files.values().stream().map(file -> (long) file.length).toList())
          .doesNotHaveDuplicates();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
