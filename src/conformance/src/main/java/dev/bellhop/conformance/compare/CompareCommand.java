package dev.bellhop.conformance.compare;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.chromium.ChromiumOption;
import dev.bellhop.conformance.output.BadInput;
import dev.bellhop.conformance.output.JobsOption;
import dev.bellhop.conformance.output.PolicyOption;
import dev.bellhop.conformance.output.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what sites do in Bellhop with what they do in Chromium. */
@Command(
    name = "compare",
    sortOptions = false,
    header = "Runs sites in Bellhop and in Chromium, and shows what differs.",
    description = {
      "Serves the site's folder on loopback to both, registers its worker, opens its page, waits until"
          + " nothing happens any more, and shows the two traces side by side: events and their"
          + " order, results, failure reasons, what caches hold, notifications, what was thrown, and"
          + " what the server was asked for.",
      "What differs is marked: ~ where it is known that Chromium does otherwise than the"
          + " specification says, ! where it is not. The site need not be changed for it. A file"
          + " server.json in its folder may say how the server answers paths that are no files, and a"
          + " file known.json which differences are known of it; one that does not occur any more is"
          + " an error, too.",
      "A page may ask both runtimes to do something, and await it: bellhopCompare.stopWorkers(),"
          + " .setPermission(name, state), .push(text) and .sync(tag)."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop compare examples/movies",
      "  bellhop compare examples/failures --page missing.js --policy chromium",
      "  bellhop compare site/worker.mjs --type module --json | jq 'select(.differences != [])'",
      "",
      "Exit codes: 0 nothing unexplained; 1 something is, or a known difference did not occur; 2 bad"
          + " usage or input, or no Chromium."
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int USUAL_COLUMNS = 160;

  private final OptionalInt columns;
  private final String path;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "<site>",
      description = "Sites: folders with sw.js, or the workers' scripts themselves.")
  private List<Path> sites = List.of();

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = {
        "A page or page script, in the site's folder; once for each page, opened in this order.",
        "Default: page.html or page.js where there is one."
      })
  private List<String> pages = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "classic|module",
      defaultValue = "classic",
      description = "What the worker's script is. Default: ${DEFAULT-VALUE}.")
  private String type;

  @Mixin private final PolicyOption policy = new PolicyOption();

  @Mixin private final ChromiumOption chromium = new ChromiumOption();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long a site may keep each of them busy. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Mixin private final JobsOption jobs = new JobsOption();

  @Option(names = "--json", description = "Print JSON lines, and nothing else.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  /**
   * For a command line.
   *
   * @param columns how wide the terminal is that the output goes to; nothing where it is none
   * @param path the folders to look for the browser in, as in the environment's PATH
   */
  public CompareCommand(OptionalInt columns, String path) {
    this.columns = columns;
    this.path = path;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!type.equals("classic") && !type.equals("module")) {
      throw BadInput.saying("The type \"" + type + "\" is neither classic nor module.");
    }
    if (timeout < 1) {
      throw BadInput.saying("--timeout must be 1 or more, and not " + timeout + ".");
    }
    int atOnce = jobs.jobs();
    BackgroundFetchPolicy fetches = policy.policy();
    List<ComparedSite> compared =
        sites.stream().map(site -> ComparedSite.of(site, type, pages)).toList();
    String program = chromium.program(path).toString();
    try (TemporaryFolder folder = TemporaryFolder.create("bellhop-compare-")) {
      Path work = folder.folder("work");
      var run = new CompareRun(program, work, fetches, Duration.ofSeconds(timeout));
      List<Comparison> comparisons = run.compare(compared, atOnce, output());
      return comparisons.stream().allMatch(Comparison::isWell) ? 0 : 1;
    }
  }

  private CompareOutput output() {
    PrintWriter out = spec.commandLine().getOut();
    return json ? new JsonRows(out) : new SideBySide(out, columns.orElse(USUAL_COLUMNS));
  }
}
