package dev.bellhop.conformance;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BellhopException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
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
          + " openssl), runs the tests in service workers and in pages without DOM, all of them over"
          + " https, and compares the results with what is expected. Tests that need a DOM are not"
          + " run."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop wpt --wpt ~/wpt service-workers/cache-storage",
      "  bellhop wpt --wpt ~/wpt --verbose background-fetch/get.https.window.js",
      "  bellhop wpt --wpt ~/wpt --json service-workers | jq 'select(.type == \"total\")'",
      "",
      "Exit codes: 0 all as expected; 1 some results are not; 2 bad usage or input."
    })
public final class WptCommand implements Callable<Integer> {
  /** Where the expectations are kept, in a checkout of Bellhop. */
  private static final Path SOURCES =
      Path.of("src/conformance/src/main/resources/dev/bellhop/conformance/expectations");

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
      names = "--expectations",
      paramLabel = "DIR",
      description = "The folder with what is expected. Default: Bellhop's own.")
  private @Nullable Path expectations;

  @Option(
      names = "--update-expectations",
      description = "Write the results down as what is expected; new failures lack a reason.")
  private boolean update;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public Integer call() throws IOException, InterruptedException, URISyntaxException {
    if (wpt == null || wpt.toString().isEmpty()) {
      throw input("Say where web-platform-tests are: --wpt DIR, or WPT_DIR in the environment.");
    }
    if (jobs < 1) {
      throw input("--jobs must be 1 or more, and not " + jobs + ".");
    }
    if (patience < 1) {
      throw input("--timeout-multiplier must be 1 or more, and not " + patience + ".");
    }
    var manner = new WptRun.Manner(jobs, patience, BackgroundFetchPolicy.named(policy));
    WptTree tree = WptTree.open(wpt);
    Expectations expected = expectations();
    List<String> wanted =
        names.isEmpty()
            ? expected.suites().stream().map(Expectations.Suite::suite).toList()
            : names;
    List<TestCase> cases = tree.cases(wanted).stream().map(expected::admit).toList();
    var out = spec.commandLine().getOut();
    Output output =
        json
            ? new JsonOutput(out)
            : new TextOutput(out, verbose ? TextOutput.Detail.VERBOSE : TextOutput.Detail.USUAL);
    WptRun.Outcome outcome = new WptRun(tree, expected, manner, output).run(cases);
    if (update) {
      write(expected, outcome.results());
      return 0;
    }
    return outcome.total().surprises() == 0 ? 0 : 1;
  }

  private void write(Expectations expected, List<TestResult> results) {
    Path folder = expectations == null ? SOURCES : expectations;
    if (!Files.isDirectory(folder)) {
      throw input("There is no folder " + folder + " to write to; name it with --expectations.");
    }
    expected.update(folder, results);
  }

  private Expectations expectations() throws IOException, URISyntaxException {
    if (expectations != null) {
      return Expectations.read(expectations);
    }
    if (update && Files.isDirectory(SOURCES)) {
      return Expectations.read(SOURCES);
    }
    URI bundled =
        Objects.requireNonNull(WptCommand.class.getResource("expectations/README.txt")).toURI();
    if (!bundled.getScheme().equals("jar")) {
      return Expectations.read(Path.of(bundled).resolveSibling(""));
    }
    try (FileSystem jar = FileSystems.newFileSystem(bundled, Map.of())) {
      return Expectations.read(jar.provider().getPath(bundled).getParent());
    }
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
