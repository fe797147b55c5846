package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deno's {@code fetch()}, each response piped to a file, six at a time. It syncs nothing. */
record DenoDownloads(String program) implements DownloadPeer {
  @Override
  public String name() {
    return "deno fetch";
  }

  @Override
  public Run download(DownloadJob job, FileServer server, Path work)
      throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      Path script = Resources.write("deno-downloads.mjs", scratch.folder());
      Path names = Files.write(scratch.folder().resolve("names"), job.names());
      MeasuredProcess process =
          MeasuredProcess.run(
              List.of(
                  program,
                  "run",
                  "--no-config",
                  "--allow-net",
                  "--allow-read",
                  "--allow-write",
                  script.toString(),
                  server.url(""),
                  names.toString(),
                  scratch.folder().toString()),
              scratch.folder());
      return new Run(process.wall().toNanos() / 1e9, process);
    }
  }
}
