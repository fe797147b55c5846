package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bellhop.BackgroundFetchPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a few quick tests of web-platform-tests with their own server, where there is a checkout.
 */
final class WptRunTest {
  private static final List<String> QUICK =
      List.of(
          "background-fetch/get-ids.https.window.js",
          "service-workers/cache-storage/cache-delete.https.any.js",
          "service-workers/service-worker/install-event-type.https.html",
          "service-workers/service-worker/unregister.https.html");

  @TempDir private Path folder;

  private static WptTree tree() {
    String named = System.getenv("WPT_DIR");
    Path root =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".cache", "bellhop", "wpt");
    assumeThat(root)
        .as("web-platform-tests, in WPT_DIR or ~/.cache/bellhop/wpt")
        .matches(path -> Files.isDirectory(path));
    return WptTree.open(root);
  }

  @Test
  void quickTestsPassInTheOrderTheyWereNamed() throws Exception {
    WptTree tree = tree();
    var output = new KeptOutput();
    var run =
        new WptRun(
            tree,
            Expectations.read(folder),
            Suites.of(tree, List.of(), QUICK),
            new WptRun.Manner(2, 6, 0, BackgroundFetchPolicy.defaults()),
            output);
    run.run(tree.cases(QUICK, Selection.ONCE));
    assertThat(output.results.keySet())
        .containsExactly(
            "background-fetch/get-ids.https.window.html",
            "service-workers/cache-storage/cache-delete.https.any.serviceworker.html",
            "service-workers/service-worker/install-event-type.https.html",
            "service-workers/service-worker/unregister.https.html");
    assertThat(output.results.values())
        .allSatisfy(
            result -> {
              assertThat(result.harness()).as(result.toString()).isEqualTo("OK");
              assertThat(result.passed())
                  .as(result.toString())
                  .isPositive()
                  .isEqualTo(result.subtests().size());
            });
    assertThat(output.total().all().whole()).isEqualTo(QUICK.size());
  }

  @Test
  void theServerEndsWithItsHandle() throws Exception {
    WptTree tree = tree();
    ProcessHandle process;
    List<ProcessHandle> below;
    try (WptServer server = WptServer.start(tree, folder)) {
      process = server.process();
      below = process.descendants().toList();
      assertThat(process.isAlive()).isTrue();
      assertThat(below).isNotEmpty();
    }
    assertThat(process.isAlive()).isFalse();
    assertThat(below).noneMatch(ProcessHandle::isAlive);
  }
}
