package dev.bellhop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Very many records that wait: the start after a crash, and what they cost in memory. */
@Command(
    name = "queued",
    mixinStandardHelpOptions = true,
    description =
        "The start after kill -9 with many queued records, to the first request; and the memory.")
final class Queued implements Callable<Integer> {
  private static final String WORKER = "addEventListener('backgroundfetchsuccess', () => {});\n";

  private static final String PAGE =
      """
      async function start() {
        const { backgroundFetch } = await navigator.serviceWorker.ready;
        for (let fetch = 0; fetch < %d; fetch++) {
          const urls = Array.from({ length: %d }, (_, file) => `/files/${fetch}/${file}`);
          await backgroundFetch.fetch(`fetch-${fetch}`, urls);
        }
      }
      start();
      """;

  @Mixin private Surroundings surroundings = new Surroundings();

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--records",
      split = ",",
      description = "How many records wait (default: ${DEFAULT-VALUE}).")
  private List<Integer> records = List.of(1_000, 10_000, 50_000);

  @Option(names = "--fetches", description = "In how many fetches (default: ${DEFAULT-VALUE}).")
  private int fetches = 50;

  @Override
  public Integer call() throws Exception {
    System.out.printf("%9s %12s %12s %12s%n", "records", "start-up", "live heap", "resident");
    for (int count : records) {
      var seconds = new Samples();
      var heap = new Samples();
      var resident = new Samples();
      for (int round = 0; round < rounds; round++) {
        Start start = once(count / fetches);
        seconds.add(start.seconds());
        heap.add(start.memory().heapBytes() / 1e6);
        resident.add(start.memory().residentBytes() / 1e6);
      }
      System.out.printf(
          "%9d %10.2f s %9.1f MB %9.0f MB%n",
          count, seconds.median(), heap.median(), resident.median());
    }
    return 0;
  }

  private record Start(double seconds, ProcessMemory memory) {}

  private Start once(int each) throws IOException, InterruptedException {
    Path site = Files.createTempDirectory(surroundings.work(), "site");
    Files.writeString(site.resolve("sw.js"), WORKER);
    Files.writeString(site.resolve("page.js"), PAGE.formatted(fetches, each));
    try (var server = new SilentServer()) {
      startAndKill(site, server);
      server.forgetRequests();
      long begun = System.nanoTime();
      Process process =
          bellhop("resume", site, server).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      try {
        double seconds = (server.awaitRequest() - begun) / 1e9;
        return new Start(seconds, ProcessMemory.of(process.toHandle()));
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Starts all fetches and kills the process, while the first requests wait for an answer. */
  private void startAndKill(Path site, SilentServer server)
      throws IOException, InterruptedException {
    Process process = bellhop("run", site, server).start();
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int registered = 0;
      while (registered < fetches) {
        String line = output.readLine();
        if (line == null) {
          throw new IOException("bellhop run ended before the background fetches had begun");
        }
        if (line.contains("\"BackgroundFetchRegistered\"")) {
          registered++;
        }
      }
      server.awaitRequest();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private ProcessBuilder bellhop(String verb, Path site, SilentServer server) {
    return new ProcessBuilder(
            surroundings.launcher().toString(),
            verb,
            site.toString(),
            "--json",
            "--upstream",
            server.url())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}
