package dev.bellhop.conformance;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.Bundled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs web-platform-tests. */
@Command(
    name = "wpt",
    sortOptions = false,
    header = "Runs web-platform-tests against Bellhop.",
    description = {
      "Starts the tests' own server from a checkout of web-platform-tests (it needs Python 3 and"
          + " openssl), runs the tests in service workers and in pages without DOM, by http, https or"
          + " HTTP/2 as their names say, and compares the results with what is expected. Tests that"
          + " need a DOM are not run."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop wpt --wpt ~/wpt service-workers/cache-storage",
      "  bellhop wpt --wpt ~/wpt --verbose background-fetch/get.https.window.js",
      "  bellhop wpt --wpt ~/wpt --report report.html --beside chromium.tsv fetch streams",
      "  bellhop wpt --wpt ~/wpt --update-expectations --reason 'There is no DOM.' dom/abort",
      "  bellhop wpt --wpt ~/wpt --json service-workers | jq 'select(.type == \"total\")'",
      "",
      "Exit codes: 0 all as expected; 1 some results are not; 2 bad usage or input."
    })
public final class WptCommand implements Callable<Integer> {
  /** Where the expectations are kept, in a checkout of Bellhop. */
  private static final Path SOURCES =
      Path.of("src/conformance/src/main/resources/dev/bellhop/conformance/expectations");

  private final OptionalInt columns;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "SUITE|FILE",
      description = "Folders or test files of the checkout. Default: those with expectations.")
  private List<String> names = List.of();

  @Option(
      names = "--wpt",
      paramLabel = "DIR",
      defaultValue = "${env:WPT_DIR}",
      description = "The checkout of web-platform-tests. Default: $WPT_DIR.")
  private @Nullable Path wpt;

  @Option(
      names = "--in",
      paramLabel = "once|serviceworker|page|all",
      defaultValue = "once",
      description = {
        "Run what can be run in a service worker, in a page, or in both. Default: each file once, in"
            + " a worker where it is made for any kind of one."
      })
  private String in;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many tests run at a time. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--timeout-multiplier",
      paramLabel = "N",
      defaultValue = "1",
      description = "Give each test N times its 10 or 60 seconds, on a slow or busy machine.")
  private int patience;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "0",
      description = "Run a test again, N times at most, whose result is not what was expected.")
  private int retries;

  @Option(
      names = "--policy",
      paramLabel = "specification|chromium",
      defaultValue = "specification",
      description = {
        "Whom background fetches follow. The expectations are those of ${DEFAULT-VALUE}, the"
            + " default."
      })
  private String policy;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print the subtests that failed and why, and what was not run.")
  private boolean verbose;

  @Option(names = "--json", description = "Print a line of JSON for each test file.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page with all results, to be looked at in a browser.")
  private @Nullable Path report;

  @Option(
      names = "--beside",
      paramLabel = "FILE",
      description = {
        "In the report, show the results of another runtime: lines of page, status, passed and total,"
            + " with tabs between."
      })
  private @Nullable Path beside;

  @Option(
      names = "--expectations",
      paramLabel = "DIR",
      description = "The folder with what is expected. Default: Bellhop's own.")
  private @Nullable Path expectations;

  @Option(
      names = "--update-expectations",
      description = {
        "Write the results down as what is expected, and forget tests that are gone. Reasons stay;"
            + " where one is missing then, the next run asks for it."
      })
  private boolean update;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "With --update-expectations: the reason of all failures that are new.")
  private String reason;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  /**
   * For a command line.
   *
   * @param columns how wide the terminal is that the output goes to; nothing where it is none
   */
  public WptCommand(OptionalInt columns) {
    this.columns = columns;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (wpt == null || wpt.toString().isEmpty()) {
      throw input("Say where web-platform-tests are: --wpt DIR, or WPT_DIR in the environment.");
    }
    if (jobs < 1) {
      throw input("--jobs must be 1 or more, and not " + jobs + ".");
    }
    if (patience < 1) {
      throw input("--timeout-multiplier must be 1 or more, and not " + patience + ".");
    }
    if (retries < 0) {
      throw input("--retries must be 0 or more, and not " + retries + ".");
    }
    var manner = new WptRun.Manner(jobs, patience, retries, BackgroundFetchPolicy.named(policy));
    Selection selection = Selection.named(in);
    requireTogether("--beside", beside != null, "--report", report != null);
    requireTogether("--reason", !reason.isEmpty(), "--update-expectations", update);
    requireFolder(report == null ? null : report.toAbsolutePath().getParent(), "--report");
    requireFolder(update ? target() : null, "--expectations");
    WptTree tree = WptTree.open(wpt);
    Expectations expected = expectations();
    if (!update) {
      expected.requireReasons();
    }
    List<String> known = expected.suites().stream().map(Expectations.Suite::suite).toList();
    List<String> wanted = names.isEmpty() ? known : names;
    Suites suites = Suites.of(tree, known, wanted);
    List<TestCase> cases = tree.cases(wanted, selection).stream().map(expected::admit).toList();
    Output output = output(suites, expected, cases);
    List<String> stale = stale(tree, expected, wanted);
    WptRun.Outcome outcome = new WptRun(tree, expected, suites, manner, output).run(cases, stale);
    if (update) {
      write(expected, suites, outcome.results(), stale);
      return 0;
    }
    return outcome.total().all().surprises() == 0 ? 0 : 1;
  }

  private Output output(Suites suites, Expectations expected, List<TestCase> cases) {
    var out = spec.commandLine().getOut();
    List<Output> outputs = new ArrayList<>();
    if (json) {
      outputs.add(new JsonOutput(out));
    } else {
      var lines =
          new TextOutput(out, verbose ? TextOutput.Detail.VERBOSE : TextOutput.Detail.USUAL);
      outputs.add(
          columns.isEmpty() ? lines : new ProgressLine(lines, out, columns.getAsInt(), cases));
    }
    if (report != null) {
      outputs.add(
          new HtmlReport(
              report, suites, expected, beside == null ? null : OtherRuntime.read(beside)));
    }
    return new Outputs(outputs);
  }

  /** Of the suites that are run as a whole, what is expected of tests that there are not. */
  private static List<String> stale(WptTree tree, Expectations expected, List<String> wanted) {
    Set<String> known =
        tree.cases(wanted, Selection.ALL).stream().map(TestCase::id).collect(Collectors.toSet());
    return expected.stale(
        known,
        suite ->
            wanted.stream().anyMatch(name -> (suite + "/").startsWith(Suites.clean(name) + "/")));
  }

  private void write(
      Expectations expected, Suites suites, List<TestResult> results, List<String> stale) {
    expected.forget(target(), stale);
    Expectations.read(target()).update(target(), suites, results, reason);
    if (!json) {
      spec.commandLine().getOut().println("written down in " + target());
    }
  }

  /** Where expectations are written to. */
  private Path target() {
    return expectations == null ? SOURCES : expectations;
  }

  /** What cannot be written in the end need not be run at all. */
  private static void requireFolder(@Nullable Path folder, String option) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw input(
          "There is no folder " + folder + " to write to; name another with " + option + ".");
    }
  }

  private Expectations expectations() throws IOException {
    if (expectations != null) {
      return Expectations.read(expectations);
    }
    if (update && Files.isDirectory(SOURCES)) {
      return Expectations.read(SOURCES);
    }
    return Bundled.read(WptCommand.class, "expectations/README.txt", Expectations::read);
  }

  private static void requireTogether(
      String option, boolean isGiven, String other, boolean isOtherGiven) {
    if (isGiven && !isOtherGiven) {
      throw input(option + " goes with " + other + " only.");
    }
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
