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

/** From the command to the first event in a new site's worker, with the build in place. */
@Command(
    name = "first-event",
    mixinStandardHelpOptions = true,
    description = "The time from the command to a new site's first event.")
final class FirstEvent implements Callable<Integer> {
  @Mixin private Surroundings surroundings = new Surroundings();

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 10;

  @Override
  public Integer call() throws Exception {
    var times = new Samples();
    for (int round = 0; round < rounds; round++) {
      times.add(once());
    }
    System.out.printf(
        "first event: median %.2f s, longest %.2f s, of %d%n",
        times.median(), times.largest(), rounds);
    return 0;
  }

  private double once() throws IOException, InterruptedException {
    Path site = Files.createTempDirectory(surroundings.work(), "site");
    Files.writeString(site.resolve("sw.js"), "addEventListener('install', () => {});\n");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                List.of(surroundings.launcher().toString(), "run", site.toString(), "--json"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    double seconds = Double.NaN;
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (Double.isNaN(seconds)
            && BellhopDownloads.parse(line).path("type").asString("").equals("EventDispatched")) {
          seconds = (System.nanoTime() - begun) / 1e9;
        }
      }
    }
    if (process.waitFor() != 0 || Double.isNaN(seconds)) {
      throw new IOException("bellhop run ended with " + process.exitValue() + " and no event");
    }
    return seconds;
  }
}
