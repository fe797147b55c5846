package dev.bellhop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that the others hang on. */
@Command(
    name = "bellhop",
    versionProvider = BellhopCommand.Version.class,
    description = "Runs service workers without a browser.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  bellhop run examples/movies",
      "  bellhop resume examples/movies",
      "  bellhop status examples/movies",
      "  bellhop fetch examples/movies one media/low-tide.y4m --title \"Low tide\"",
      "  bellhop fetches list examples/movies",
      "  bellhop dispatch examples/push-and-sync push --data '{\"a\":1}'",
      "  bellhop caches export examples/movies movies ./films",
      "",
      "Exit codes: 0 all well; 1 a background fetch failed, a script threw, or --strict found a mistake;",
      "2 bad usage or input; 3 nobody listens to a dispatched event."
    })
final class BellhopCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  private boolean version;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "missing the command: run, resume, status, fetch, fetches, dispatch, caches, explain, wpt,"
            + " mdn, compare or compatibility");
  }

  /** The version of the build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Properties properties = new Properties();
      try (InputStream in =
          Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new String[] {
        "bellhop " + properties.getProperty("version") + " (Java " + Runtime.version() + ")"
      };
    }
  }
}
