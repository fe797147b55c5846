package dev.bellhop.bench;

import dev.bellhop.bench.DownloadPeer.Run;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Downloads of one background fetch beside curl, Deno and Chromium, by turns. */
@Command(
    name = "downloads",
    mixinStandardHelpOptions = true,
    description = "One background fetch of many files beside curl, Deno and Chromium, by turns.")
final class Downloads implements Callable<Integer> {
  @Mixin private Surroundings surroundings = new Surroundings();

  @Option(names = "--files", description = "How many files (default: ${DEFAULT-VALUE}).")
  private int files = 20;

  @Option(names = "--kib", description = "KiB in each file (default: ${DEFAULT-VALUE}).")
  private long kib = 50 << 10;

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(names = "--heap", description = "Bellhop's largest heap, such as 192m.")
  private @Nullable String heap;

  @Option(names = "--deno", description = "Deno (default: the one of the path, or of the tests).")
  private @Nullable String deno;

  @Option(
      names = "--chromium-files",
      description = "At most so many in Chromium; 0 for none (default: ${DEFAULT-VALUE}).")
  private int chromiumFiles = 100;

  @Option(
      names = "--chromium-rounds",
      description = "Rounds with Chromium, the first ones (default: ${DEFAULT-VALUE}).")
  private int chromiumRounds = 2;

  @Override
  public Integer call() throws Exception {
    DownloadJob job = DownloadJob.prepare(surroundings.work(), files, kib);
    List<DownloadPeer> peers = peers();
    Map<DownloadPeer, DownloadResults> results = new LinkedHashMap<>();
    try (FileServer server = FileServer.start(job.folder())) {
      for (int round = 0; round < rounds; round++) {
        var line = new StringBuilder("round " + (round + 1) + ":");
        for (DownloadPeer peer : peers) {
          if (peer instanceof ChromiumDownloads && round >= chromiumRounds) {
            continue;
          }
          DownloadJob part = peer instanceof ChromiumDownloads c ? job.first(c.files()) : job;
          Run run = peer.download(part, server, surroundings.work());
          results.computeIfAbsent(peer, key -> new DownloadResults(part)).add(run);
          line.append(" %s %.2f s;".formatted(peer.name(), run.seconds()));
        }
        System.out.println(line);
      }
    }
    System.out.printf("%d files of %d KiB, medians of %d rounds:%n", files, kib, rounds);
    DownloadResults own = results.get(peers.getFirst());
    results.forEach((peer, theirs) -> System.out.println(theirs.line(peer.name(), own)));
    return 0;
  }

  /** Bellhop first; says which of the others are not on this machine. */
  private List<DownloadPeer> peers() {
    var peers = new ArrayList<DownloadPeer>();
    peers.add(new BellhopDownloads(surroundings.launcher(), heap));
    if (installed("curl", "curl") != null) {
      peers.add(new CurlDownloads(6));
      peers.add(new CurlDownloads(0));
    }
    String denoProgram =
        deno != null
            ? deno
            : installed(
                "deno",
                "deno",
                System.getProperty("user.home") + "/.cache/bellhop/peers/node_modules/.bin/deno");
    if (denoProgram != null) {
      peers.add(new DenoDownloads(denoProgram));
    }
    String chromium =
        chromiumFiles == 0
            ? null
            : installed("chromium", "chromium", "chromium-browser", "google-chrome");
    if (chromium != null) {
      peers.add(new ChromiumDownloads(chromium, chromiumFiles));
    }
    return peers;
  }

  /** The first of these programs that is on the path or, with slashes in it, is there. */
  private static @Nullable String installed(String name, String... programs) {
    for (String program : programs) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
        Path file = Path.of(folder).resolve(program);
        if (Files.isExecutable(file)) {
          return file.toString();
        }
      }
    }
    System.out.println(name + ": not on this machine, not measured");
    return null;
  }
}
