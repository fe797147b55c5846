package dev.bellhop.conformance;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestRunner.Run;
import dev.bellhop.conformance.output.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs test cases with a server of their own, some at a time, and cleans up after itself. */
final class WptRun {
  private final WptTree tree;
  private final Expectations expectations;
  private final Suites suites;
  private final Manner manner;
  private final Output output;

  WptRun(WptTree tree, Expectations expectations, Suites suites, Manner manner, Output output) {
    this.tree = tree;
    this.expectations = expectations;
    this.suites = suites;
    this.manner = manner;
    this.output = output;
  }

  /**
   * How tests are run.
   *
   * @param jobs how many tests run at a time
   * @param patience how many times its own limit a test may take
   * @param retries how often a test is run again whose result is not what was expected
   * @param policy whom background fetches follow
   */
  record Manner(int jobs, int patience, int retries, BackgroundFetchPolicy policy) {}

  /**
   * What came out.
   *
   * @param results of the test cases that were run, in their order
   */
  record Outcome(List<TestResult> results, Total total) {}

  /**
   * Runs them. The output gets each result as soon as all before it are there.
   *
   * @param stale the ids that something is expected of and that are nowhere among the tests
   */
  Outcome run(List<TestCase> cases, List<String> stale) throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create("bellhop-wpt-")) {
      if (cases.stream().allMatch(test -> test.skipped() != null)) {
        return report(cases, List.of(), stale);
      }
      try (WptServer server = WptServer.start(tree, folder.folder("server"));
          var executor = Executors.newFixedThreadPool(manner.jobs())) {
        var runner = new TestRunner(server, folder.folder("data"), manner.policy());
        List<@Nullable Future<Run>> runs = new ArrayList<>();
        for (TestCase test : cases) {
          runs.add(test.skipped() == null ? executor.submit(() -> run(runner, test)) : null);
        }
        try {
          return report(cases, runs, stale);
        } finally {
          executor.shutdownNow();
        }
      }
    }
  }

  private Run run(TestRunner runner, TestCase test) throws InterruptedException {
    // Where a test is known to run into its limit, waiting for longer is in vain, as a rule.
    boolean isEndless = "TIMEOUT".equals(expectations.exceptions(test.id()).harness());
    Run run = runner.run(test, isEndless ? 1 : manner.patience());
    for (int i = 0; i < manner.retries() && !expectations.compare(run.result()).isEmpty(); i++) {
      run = runner.run(test, manner.patience());
    }
    return run;
  }

  private Outcome report(List<TestCase> cases, List<@Nullable Future<Run>> runs, List<String> stale)
      throws InterruptedException {
    var total = new Total(suites);
    List<TestResult> results = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      TestCase test = cases.get(i);
      Future<Run> future = i < runs.size() ? runs.get(i) : null;
      if (future == null) {
        total.skip(test);
        output.skipped(test);
        continue;
      }
      Run run = get(future);
      List<Surprise> surprises = expectations.compare(run.result());
      results.add(run.result());
      total.add(test, run.result(), surprises);
      if (expectations.suite(test.id()).isEmpty()) {
        total.addUnjudged();
      }
      output.ran(test, run, surprises);
    }
    if (!stale.isEmpty()) {
      output.stale(stale);
    }
    output.total(total);
    return new Outcome(results, total);
  }

  private static Run get(Future<Run> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException(e);
    }
  }
}
