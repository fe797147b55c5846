package dev.bellhop.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the script that starts the benchmarks hands over to those that start Bellhop. */
final class Surroundings {
  @Option(names = "--launcher", required = true, description = "The bellhop script.")
  private Path launcher;

  @Option(names = "--work", required = true, description = "A folder to work in.")
  private Path work;

  Path launcher() {
    return launcher;
  }

  Path work() {
    return work;
  }
}
