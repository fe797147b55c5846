package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The real command line with a site whose worker does the work while it is installed, in a new data
 * folder or in one that is kept.
 */
final class BellhopCaches implements CachePeer {
  private static final String MARK = "measured ";

  private final Path launcher;
  private final Path work;
  private final String upstream;
  private final List<String> options;
  private double peakBytes;

  BellhopCaches(Path launcher, Path work, String upstream, String... options) {
    this.launcher = launcher;
    this.work = work;
    this.upstream = upstream;
    this.options = List.of(options);
  }

  @Override
  public String name() {
    return "bellhop";
  }

  @Override
  public JsonNode run(String functionBody) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      return run(functionBody, scratch.folder().resolve("data"));
    }
  }

  /** As {@link #run(String)}, with a data folder that stays. */
  JsonNode run(String functionBody, Path data) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      Path site = scratch.folder();
      Files.writeString(site.resolve("page.js"), "navigator.serviceWorker.register('/sw.js');\n");
      // Another script each time, so that it is installed again.
      Files.writeString(
          site.resolve("sw.js"),
          """
          // %s
          skipWaiting();
          addEventListener("install", (event) => {
            const work = %s;
            event.waitUntil(work.then((result) => console.log("%s" + JSON.stringify(result))));
          });
          """
              .formatted(site, CachePeer.script("https://localhost/", functionBody), MARK));
      var command = new ArrayList<String>();
      command.addAll(List.of(launcher.toString(), "run", site.toString(), "--json"));
      command.addAll(List.of("--data", data.toString(), "--upstream", upstream));
      command.addAll(List.of("--event-timeout", "1h"));
      command.addAll(options);
      MeasuredProcess process = MeasuredProcess.run(command, site);
      peakBytes = process.peakBytes();
      return result(process.output());
    }
  }

  /** From the start of the process to the first event of its worker, in a new data folder. */
  double secondsToFirstEvent() throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      return secondsToFirstEvent(scratch.folder().resolve("data"));
    }
  }

  /** As {@link #secondsToFirstEvent()}, in a data folder that stays. */
  double secondsToFirstEvent(Path data) throws IOException, InterruptedException {
    long begun = System.currentTimeMillis();
    return (run("return Date.now();", data).asDouble() - begun) / 1000;
  }

  /** The largest resident set of the last run. */
  double peakBytes() {
    return peakBytes;
  }

  private static JsonNode result(Path trace) throws IOException {
    var json = new ObjectMapper();
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> line.contains(MARK))
          .map(line -> json.readTree(line).path("text").asString(""))
          .map(text -> json.readTree(text.substring(MARK.length())))
          .findFirst()
          .orElseThrow(() -> new IOException("bellhop measured nothing"));
    }
  }
}
