package dev.bellhop.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about background fetches. */
@Command(
    name = "fetches",
    description = "Lists, pauses, resumes, aborts, retries and clicks background fetches.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  bellhop fetches list examples/movies --watch",
      "  bellhop fetches pause examples/movies movies",
      "  bellhop fetches abort examples/movies movies"
    })
final class FetchesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing the command: list, pause, resume, abort, retry or click");
  }
}
