package dev.bellhop.conformance;

import dev.bellhop.conformance.output.BadInput;
import dev.bellhop.conformance.output.ExpectationOptions;
import dev.bellhop.conformance.output.JobsOption;
import dev.bellhop.conformance.output.PolicyOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final JobsOption jobs = new JobsOption();

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

  @Mixin private final PolicyOption policy = new PolicyOption();

  @Option(
      names = {"-v", "--verbose"},
      description = "Print the subtests that failed and why, and what was not run.")
  private boolean verbose;

  @Option(names = "--json", description = "Print a line of JSON for each test file.")
  private boolean json;

  @Mixin private final BesideOption beside = new BesideOption();

  @Mixin
  private final ExpectationOptions expectations =
      new ExpectationOptions(SOURCES, WptCommand.class, "expectations/README.txt");

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
      throw BadInput.saying(
          "Say where web-platform-tests are: --wpt DIR, or WPT_DIR in the environment.");
    }
    if (patience < 1) {
      throw BadInput.saying("--timeout-multiplier must be 1 or more, and not " + patience + ".");
    }
    if (retries < 0) {
      throw BadInput.saying("--retries must be 0 or more, and not " + retries + ".");
    }
    var manner = new WptRun.Manner(jobs.jobs(), patience, retries, policy.policy());
    Selection selection = Selection.named(in);
    beside.require("--report", expectations.report() != null);
    BadInput.requireTogether(
        "--reason", !reason.isEmpty(), "--update-expectations", expectations.isUpdate());
    expectations.requireFolders();
    WptTree tree = WptTree.open(wpt);
    Expectations expected = expectations.read(Expectations::read);
    if (!expectations.isUpdate()) {
      expected.requireReasons();
    }
    List<String> known = expected.suites().stream().map(Expectations.Suite::suite).toList();
    List<String> wanted = names.isEmpty() ? known : names;
    Suites suites = Suites.of(tree, known, wanted);
    List<TestCase> cases = tree.cases(wanted, selection).stream().map(expected::admit).toList();
    Output output = output(suites, expected, cases);
    List<String> stale = stale(tree, expected, wanted);
    WptRun.Outcome outcome = new WptRun(tree, expected, suites, manner, output).run(cases, stale);
    if (expectations.isUpdate()) {
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
    Path report = expectations.report();
    if (report != null) {
      outputs.add(new HtmlReport(report, suites, expected, beside.read()));
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
    Path folder = expectations.folder();
    expected.forget(folder, stale);
    Expectations.read(folder).update(folder, suites, results, reason);
    if (!json) {
      spec.commandLine().getOut().println("written down in " + folder);
    }
  }
}
