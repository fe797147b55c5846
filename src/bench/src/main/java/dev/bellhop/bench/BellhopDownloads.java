package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A background fetch by the real command line, {@code bellhop fetch}, in a process of its own. Its
 * time is from the fetch being written down to the dispatch of its event, before which every byte
 * is synced.
 *
 * @param heap the largest heap as the JVM's option has it, such as 192m; null for the default
 */
record BellhopDownloads(Path launcher, @Nullable String heap) implements DownloadPeer {
  private static final String WORKER =
      """
      addEventListener("backgroundfetchsuccess", (event) => {
        event.waitUntil(event.updateUI({ title: "done" }));
      });
      """;

  @Override
  public String name() {
    return "bellhop";
  }

  @Override
  public Run download(DownloadJob job, FileServer server, Path work)
      throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      Path site = Files.createDirectory(scratch.folder().resolve("site"));
      Files.writeString(site.resolve("sw.js"), WORKER);
      var command =
          new ArrayList<>(
              List.of(
                  launcher.toString(),
                  "fetch",
                  site.toString(),
                  "bench",
                  "--json",
                  "--upstream",
                  server.url("")));
      command.addAll(job.names());
      MeasuredProcess process =
          MeasuredProcess.run(
              command,
              heap == null ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + heap),
              scratch.folder());
      Instant begun = at(process.output(), "BackgroundFetchRegistered", null);
      Instant ended = at(process.output(), "EventDispatched", "backgroundfetchsuccess");
      return new Run(Duration.between(begun, ended).toNanos() / 1e9, process);
    }
  }

  private static Instant at(Path trace, String type, @Nullable String event) throws IOException {
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> line.contains("\"" + type + "\""))
          .map(BellhopDownloads::parse)
          .filter(entry -> event == null || entry.path("event").asString("").equals(event))
          .map(entry -> Instant.parse(entry.path("at").asString()))
          .findFirst()
          .orElseThrow(() -> new IOException("the trace has no " + type));
    }
  }

  /** The members of a trace entry. */
  static JsonNode parse(String line) {
    return new ObjectMapper().readTree(line);
  }
}
