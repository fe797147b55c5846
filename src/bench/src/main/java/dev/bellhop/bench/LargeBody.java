package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A large body in and out of a cache, beside {@code cp} of the file: put from another cache, which
 * is by handle, and match with reading all of it in the script, once in a new process and once
 * more; and put of a download, beside curl's to a file.
 */
record LargeBody(Path launcher, Path work) {
  void measure(int rounds, long mebibytes) throws IOException, InterruptedException {
    DownloadJob job = DownloadJob.prepare(work, 1, mebibytes << 10);
    var copies = new Samples();
    var downloads = new Samples();
    var fetches = new Samples();
    var puts = new Samples();
    var matches = new Samples();
    var again = new Samples();
    var peak = new Samples();
    try (FileServer server = FileServer.start(job.folder())) {
      var bellhop = new BellhopCaches(launcher, work, server.url(""));
      for (int round = 0; round < rounds; round++) {
        copies.add(copy(job.folder().resolve(job.names().getFirst())));
        JsonNode found = bellhop.run("return largeTimes('" + job.names().getFirst() + "');");
        downloads.add(download(server.url(job.names().getFirst())));
        fetches.add(found.path("fetch").asDouble());
        puts.add(found.path("put").asDouble());
        matches.add(found.path("match").asDouble());
        again.add(found.path("again").asDouble());
        peak.add(bellhop.peakBytes());
      }
    }
    System.out.printf(
        "%,d MiB: cp %.2f s; put from another cache %.2f s (%.2f); match and read %.2f s (%.2f),"
            + " again %.2f s (%.2f); curl %.2f s; fetch and put %.2f s (%.2f); peak RSS %.0f MB%n",
        mebibytes,
        copies.median(),
        puts.median(),
        puts.median() / copies.median(),
        matches.median(),
        matches.median() / copies.median(),
        again.median(),
        again.median() / copies.median(),
        downloads.median(),
        fetches.median(),
        fetches.median() / downloads.median(),
        peak.largest() / 1e6);
  }

  private double copy(Path file) throws IOException, InterruptedException {
    return seconds("cp", file.toString(), "copy");
  }

  private double download(String url) throws IOException, InterruptedException {
    return seconds("curl", "-sS", url, "-o", "copy");
  }

  private double seconds(String... command) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      MeasuredProcess process = MeasuredProcess.run(List.of(command), scratch.folder());
      return process.wall().toNanos() / 1e9;
    }
  }
}
