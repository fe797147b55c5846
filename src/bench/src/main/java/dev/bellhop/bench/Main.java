package dev.bellhop.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Bellhop beside named peers in the same run and prints ratios.",
    subcommands = {
      Caches.class,
      Downloads.class,
      FirstEvent.class,
      Queued.class,
      Streams.class,
      Workers.class
    })
public final class Main {
  private Main() {}

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
