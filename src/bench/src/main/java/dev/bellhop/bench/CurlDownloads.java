package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code curl -Z} to files, which syncs nothing.
 *
 * @param parallel how many at a time; 0 leaves that to curl, which takes 50
 */
record CurlDownloads(int parallel) implements DownloadPeer {
  @Override
  public String name() {
    return parallel == 0 ? "curl -Z" : "curl -Z --parallel-max " + parallel;
  }

  @Override
  public Run download(DownloadJob job, FileServer server, Path work)
      throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      var lines = new ArrayList<String>();
      for (String name : job.names()) {
        lines.add("url = \"" + server.url(name) + "\"");
        lines.add("output = \"" + scratch.folder().resolve(name) + "\"");
      }
      Path config = Files.write(scratch.folder().resolve("curl.config"), lines);
      var command = new ArrayList<>(List.of("curl", "-sS", "-Z", "-K", config.toString()));
      if (parallel > 0) {
        command.addAll(List.of("--parallel-max", Integer.toString(parallel)));
      }
      MeasuredProcess process = MeasuredProcess.run(command, scratch.folder());
      return new Run(process.wall().toNanos() / 1e9, process);
    }
  }
}
