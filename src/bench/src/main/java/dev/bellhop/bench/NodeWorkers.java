package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Node's worker threads, the peer: what each start took, and what an idle one holds.
 *
 * @param starts seconds each
 * @param residentBytes resident set per worker
 */
record NodeWorkers(Samples starts, double residentBytes) {
  /** Runs them in a Node process; null where there is no node on this machine. */
  static @Nullable NodeWorkers measure(Path work, int count, int warmUp, int alive)
      throws IOException, InterruptedException {
    Path script = Resources.write("node-workers.mjs", work);
    Process process;
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      "node",
                      script.toString(),
                      Integer.toString(count),
                      Integer.toString(warmUp),
                      Integer.toString(alive)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      return null;
    }
    JsonNode measured = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("node ended with " + process.exitValue());
    }
    var starts = new Samples();
    measured.path("times").forEach(time -> starts.add(time.asDouble()));
    return new NodeWorkers(starts, measured.path("bytes").asDouble());
  }
}
