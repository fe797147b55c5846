package dev.bellhop.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about caches. */
@Command(
    name = "caches",
    description = "Lists, shows, exports, imports, verifies and deletes caches.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  bellhop caches list examples/movies",
      "  bellhop caches export examples/movies movies ./films",
      "  bellhop caches import examples/movies movies ./films"
    })
final class CachesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing the command: list, show, export, import, verify or delete");
  }
}
