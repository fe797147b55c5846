package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A large body through fetch() into a cache and out of it again, beside {@code cp} of the file. */
record LargeBody(Path launcher, Path work) {
  void measure(int rounds, long mebibytes) throws IOException, InterruptedException {
    DownloadJob job = DownloadJob.prepare(work, 1, mebibytes << 10);
    var copies = new Samples();
    var puts = new Samples();
    var matches = new Samples();
    var peak = new Samples();
    try (FileServer server = FileServer.start(job.folder())) {
      var bellhop = new BellhopCaches(launcher, work, server.url(""));
      for (int round = 0; round < rounds; round++) {
        copies.add(copy(job.folder().resolve(job.names().getFirst())));
        JsonNode found = bellhop.run("return largeTimes('" + job.names().getFirst() + "');");
        puts.add(found.path("put").asDouble());
        matches.add(found.path("match").asDouble());
        peak.add(bellhop.peakBytes());
      }
    }
    System.out.printf(
        "%,d MiB: cp %.2f s; fetch and put %.2f s (%.2f); match and read %.2f s (%.2f);"
            + " peak RSS %.0f MB%n",
        mebibytes,
        copies.median(),
        puts.median(),
        puts.median() / copies.median(),
        matches.median(),
        matches.median() / copies.median(),
        peak.largest() / 1e6);
  }

  private double copy(Path file) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      Path target = scratch.folder().resolve("copy");
      MeasuredProcess process =
          MeasuredProcess.run(List.of("cp", file.toString(), target.toString()), scratch.folder());
      return process.wall().toNanos() / 1e9;
    }
  }
}
