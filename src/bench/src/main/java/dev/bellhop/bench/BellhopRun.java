package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A background fetch by the real command line, {@code bellhop fetch}, in a process of its own.
 *
 * @param process what it cost from outside, start-up included
 * @param download from the fetch being written down to the dispatch of its event
 */
record BellhopRun(MeasuredProcess process, Duration download) {
  private static final String WORKER =
      """
      addEventListener("backgroundfetchsuccess", (event) => {
        event.waitUntil(event.updateUI({ title: "done" }));
      });
      """;

  /** Downloads paths of a server, as files of one site, into a new data folder. */
  static BellhopRun fetch(Path launcher, Path work, String upstream, List<String> paths)
      throws IOException, InterruptedException {
    Path site = Files.createTempDirectory(work, "site");
    Files.writeString(site.resolve("sw.js"), WORKER);
    Path output = work.resolve("trace.jsonl");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(launcher.toString(), "fetch", site.toString(), "bench", "--json", "--upstream"));
    command.add(upstream);
    command.addAll(paths);
    MeasuredProcess process = MeasuredProcess.run(command, work, output);
    if (process.exit() != 0) {
      throw new IOException(
          "bellhop fetch ended with " + process.exit() + ":\n" + tail(Files.readString(output)));
    }
    Instant begun = at(output, "BackgroundFetchRegistered", null);
    Instant ended = at(output, "EventDispatched", "backgroundfetchsuccess");
    return new BellhopRun(process, Duration.between(begun, ended));
  }

  private static Instant at(Path trace, String type, String eventType) throws IOException {
    var mapper = new ObjectMapper();
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> line.contains("\"" + type + "\""))
          .map(mapper::readTree)
          .filter(entry -> eventType == null || entry.path("event").asString("").equals(eventType))
          .map(entry -> Instant.parse(entry.path("at").asString()))
          .findFirst()
          .orElseThrow(() -> new IOException("the trace has no " + type));
    }
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 2000));
  }

  /** The members of a trace entry, for {@link FirstEvent}. */
  static JsonNode parse(String line) {
    return new ObjectMapper().readTree(line);
  }
}
