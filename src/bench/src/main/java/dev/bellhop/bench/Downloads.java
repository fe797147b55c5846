package dev.bellhop.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Downloads of one background fetch beside {@code curl -Z --parallel-max 6} to files. */
@Command(
    name = "downloads",
    mixinStandardHelpOptions = true,
    description = "One background fetch of many files beside curl, alternating.")
final class Downloads implements Callable<Integer> {
  @Option(names = "--launcher", required = true, description = "The bellhop script.")
  private Path launcher;

  @Option(names = "--work", required = true, description = "A folder to work in.")
  private Path work;

  @Option(names = "--files", description = "How many files (default: ${DEFAULT-VALUE}).")
  private int files = 20;

  @Option(names = "--kib", description = "KiB in each file (default: ${DEFAULT-VALUE}).")
  private long kib = 50 << 10;

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createDirectories(work.resolve("served-" + files + "x" + kib));
    List<String> names = write(folder);
    var curlTime = new Samples();
    var downloadTime = new Samples();
    var processTime = new Samples();
    var peak = new Samples();
    try (FileServer server = FileServer.start(folder)) {
      for (int round = 0; round < rounds; round++) {
        curlTime.add(curl(server, names));
        BellhopRun run = BellhopRun.fetch(launcher, work, server.url(""), names);
        downloadTime.add(run.download().toNanos() / 1e9);
        processTime.add(run.process().wall().toNanos() / 1e9);
        peak.add(run.process().peakBytes());
        deleteSites();
        System.out.printf(
            "round %d: curl %.2f s, bellhop %.2f s (process %.2f s, %.0f MB)%n",
            round + 1,
            curlTime.all().getLast(),
            downloadTime.all().getLast(),
            processTime.all().getLast(),
            peak.all().getLast() / 1e6);
      }
    }
    System.out.printf(
        "%d files of %d KiB, medians of %d: curl %.2f s, bellhop %.2f s, ratio %.2f;"
            + " process with start-up %.2f s; peak RSS %.0f MB%n",
        files,
        kib,
        rounds,
        curlTime.median(),
        downloadTime.median(),
        downloadTime.median() / curlTime.median(),
        processTime.median(),
        peak.largest() / 1e6);
    return 0;
  }

  private double curl(FileServer server, List<String> names)
      throws IOException, InterruptedException {
    Path target = Files.createTempDirectory(work, "site");
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      lines.add("url = \"" + server.url(name) + "\"");
      lines.add("output = \"" + target.resolve(name) + "\"");
    }
    Path config = Files.write(work.resolve("curl.txt"), lines);
    List<String> command =
        List.of("curl", "-sS", "-Z", "--parallel-max", "6", "-K", config.toString());
    MeasuredProcess process = MeasuredProcess.run(command, work, work.resolve("curl.out"));
    if (process.exit() != 0) {
      throw new IOException(
          "curl ended with " + process.exit() + ": " + Files.readString(work.resolve("curl.out")));
    }
    deleteSites();
    return process.wall().toNanos() / 1e9;
  }

  private List<String> write(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    byte[] block = new byte[1 << 10];
    var random = new Random(1);
    for (int i = 0; i < files; i++) {
      Path file = folder.resolve(String.format("file-%05d.bin", i));
      names.add(file.getFileName().toString());
      if (Files.exists(file) && Files.size(file) == kib << 10) {
        continue;
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long k = 0; k < kib; k++) {
          if (k % 64 == 0) {
            random.nextBytes(block);
          }
          out.write(block);
        }
      }
    }
    return names;
  }

  /** Only folders that this benchmark made under its own work folder. */
  private void deleteSites() throws IOException {
    try (var entries = Files.list(work)) {
      for (Path site :
          entries.filter(path -> path.getFileName().toString().startsWith("site")).toList()) {
        try (var paths = Files.walk(site)) {
          for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
  }
}
