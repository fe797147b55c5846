package dev.bellhop.bench;

import dev.bellhop.Bellhop;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our streams and the polyfill that others would take, in the same worker. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    description = "Streams of 64 KiB chunks: read, piped and transformed, beside a polyfill's.")
final class Streams implements Callable<Integer> {
  private static final String POLYFILL =
      "/META-INF/resources/webjars/web-streams-polyfill/4.0.0-beta.3/dist/ponyfill.mjs";

  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Option(names = "--work", required = true, description = "A folder to work in.")
  private Path work;

  @Option(names = "--chunks", description = "Chunks of a round (default: ${DEFAULT-VALUE}).")
  private int chunks = 5000;

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(names = "--warm-up", description = "Unmeasured ones before (default: ${DEFAULT-VALUE}).")
  private int warmUp = 5;

  private final Map<String, Map<String, Samples>> samples = new TreeMap<>();

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory(work, "site");
    try (InputStream polyfill =
        Objects.requireNonNull(Streams.class.getResourceAsStream(POLYFILL), POLYFILL)) {
      Files.copy(polyfill, folder.resolve("ponyfill.mjs"));
    }
    Files.writeString(
        folder.resolve("sw.mjs"),
        "const CHUNKS = %d, ROUNDS = %d, WARM_UP = %d;%n%s"
            .formatted(chunks, rounds, warmUp, Resources.text("streams-work.mjs")));
    try (Bellhop host =
        Bellhop.builder()
            .dataFolder(Files.createTempDirectory(work, "site"))
            .eventTimeout(LONGEST)
            .scriptTimeout(LONGEST)
            .onTrace(this::traced)
            .open()) {
      host.site(
              SiteOptions.folder(folder)
                  .withScript("sw.mjs")
                  .withWorkerType(SiteOptions.WorkerType.MODULE))
          .register()
          .join()
          .idle()
          .join();
    }
    samples.forEach(this::print);
    if (samples.isEmpty()) {
      throw new IOException("the worker has measured nothing");
    }
    return 0;
  }

  private void traced(TraceEntry entry) {
    if (entry.event() instanceof TraceEvent.ConsoleMessage(_, _, String text)
        && text.startsWith("sample ")) {
      String[] parts = text.split(" ");
      samples
          .computeIfAbsent(parts[1], name -> new TreeMap<>())
          .computeIfAbsent(parts[2], who -> new Samples())
          .add(Double.parseDouble(parts[3]));
    }
  }

  private void print(String name, Map<String, Samples> who) {
    double ours = Objects.requireNonNull(who.get("bellhop")).median();
    double theirs = Objects.requireNonNull(who.get("polyfill")).median();
    System.out.printf(
        "%s of %d chunks: bellhop %.1f ms, web-streams-polyfill %.1f ms, %.2f times as quick%n",
        name, chunks, ours, theirs, theirs / ours);
  }
}
