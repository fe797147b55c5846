package dev.bellhop.conformance.compatibility;

import dev.bellhop.conformance.BesideOption;
import dev.bellhop.conformance.chromium.ChromiumOption;
import dev.bellhop.conformance.output.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what Bellhop's service workers have. */
@Command(
    name = "compatibility",
    sortOptions = false,
    header = "Tells which interfaces and members a service worker has, and why others are missing.",
    description = {
      "Starts a service worker, asks it for everything that the specifications give to its global,"
          + " and writes the answer as Markdown, with the results of web-platform-tests and of MDN's"
          + " examples that were kept last, and Chromium beside."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop compatibility COMPATIBILITY.md",
      "  bellhop wpt --wpt ~/wpt --json streams > streams.jsonl",
      "  bellhop compatibility COMPATIBILITY.md --wpt streams.jsonl",
      "",
      "Exit codes: 0 written; 2 bad usage or input."
    })
public final class CompatibilityCommand implements Callable<Integer> {
  /** Where the figures are kept, in a checkout of Bellhop. */
  private static final Path SOURCES =
      Path.of("src/conformance/src/main/resources/dev/bellhop/conformance/compatibility");

  private final String path;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to write. Default: the standard output.")
  private @Nullable Path file;

  @Option(
      names = "--wpt",
      paramLabel = "FILE",
      description =
          "Keep these results of bellhop wpt --json in place of older ones of the same suites.")
  private List<Path> wpt = List.of();

  @Mixin private final BesideOption beside = new BesideOption();

  @Option(
      names = "--mdn",
      paramLabel = "FILE",
      description = "Keep these results of bellhop mdn --json in place of older ones.")
  private @Nullable Path mdn;

  @Option(names = "--update-chromium", description = "Ask Chromium, too, and keep what it answers.")
  private boolean updateChromium;

  @Mixin private final ChromiumOption chromium = new ChromiumOption();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  /**
   * For a command line.
   *
   * @param path the folders to look for the browser in, as in the environment's PATH
   */
  public CompatibilityCommand(String path) {
    this.path = path;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    beside.require("--wpt", !wpt.isEmpty());
    var specified = new Specified();
    var figures = new Figures(chromium(specified), wpt(), mdn());
    CompatibilityText.Written written =
        CompatibilityText.of(specified, RealmMembers.inBellhop(specified), figures);
    var out = spec.commandLine();
    if (file == null) {
      out.getOut().print(written.text());
      out.getOut().flush();
    } else {
      Files.writeString(file, written.text());
    }
    written.unexplained().forEach(what -> out.getErr().println("There is no reason for " + what));
    return 0;
  }

  private ChromiumMembers chromium(Specified specified) throws IOException, InterruptedException {
    if (!updateChromium) {
      return ChromiumMembers.kept();
    }
    ChromiumMembers asked = ChromiumMembers.ask(chromium.program(path).toString(), specified);
    asked.write(sources());
    return asked;
  }

  private WptFigures wpt() throws IOException {
    WptFigures figures = WptFigures.kept();
    if (!wpt.isEmpty()) {
      for (Path results : wpt) {
        figures.take(lines(results), beside.read(), LocalDate.now(ZoneOffset.UTC));
      }
      figures.write(sources());
    }
    return figures;
  }

  private MdnFigures mdn() throws IOException {
    if (mdn == null) {
      return MdnFigures.kept();
    }
    MdnFigures figures = MdnFigures.read(lines(mdn));
    figures.write(sources());
    return figures;
  }

  private static List<String> lines(Path results) {
    try {
      return Files.readAllLines(results);
    } catch (IOException e) {
      throw BadInput.saying("The results " + results + " cannot be read: " + e.getMessage());
    }
  }

  private static Path sources() {
    if (!Files.isDirectory(SOURCES)) {
      throw BadInput.saying(
          "There is no folder " + SOURCES + " to keep results in: not a checkout of Bellhop.");
    }
    return SOURCES;
  }
}
