package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.Expectations.Surprise;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Runs web-platform-tests' suites that something is expected of, where there is a checkout: in
 * {@code WPT_DIR}, or in {@code ~/.cache/bellhop/wpt}.
 */
final class WptSuitesTest {
  private static final PrintStream OUT = System.out;

  /** Suites that take too long for each build: keys are derived with millions of rounds, say. */
  private static final List<String> LEFT_OUT = List.of("WebCryptoAPI");

  /** On a machine that does other work as well, a slow result is no other result. */
  private static final int PATIENCE = 3;

  /** What goes wrong only at times is not what has become wrong. */
  private static final int RETRIES = 2;

  private static WptTree checkout() {
    String named = System.getenv("WPT_DIR");
    Path root =
        named != null && !named.isEmpty()
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".cache", "bellhop", "wpt");
    if (!Files.isDirectory(root)) {
      String message =
          "web-platform-tests are not run: there is no folder "
              + root
              + "; name a checkout in WPT_DIR.";
      OUT.println(message);
      return abort(message);
    }
    return WptTree.open(root);
  }

  private static Expectations expectations() throws URISyntaxException {
    return Expectations.read(
        Path.of(
                Objects.requireNonNull(Expectations.class.getResource("expectations/README.txt"))
                    .toURI())
            .getParent());
  }

  private static List<String> described(KeptOutput kept) {
    return kept.surprises.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(surprise -> text(entry.getKey(), surprise)))
        .toList();
  }

  private static String text(String id, Surprise surprise) {
    return id
        + ": "
        + (surprise.subtest() == null ? "" : surprise.subtest() + " ")
        + surprise.what();
  }

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void everyResultIsAsExpected() throws Exception {
    WptTree tree = checkout();
    Expectations expectations = expectations();
    List<String> names =
        expectations.suites().stream()
            .map(Expectations.Suite::suite)
            .filter(name -> !LEFT_OUT.contains(name))
            .toList();
    List<TestCase> cases =
        tree.cases(names, Selection.ONCE).stream().map(expectations::admit).toList();
    OUT.printf(
        "web-platform-tests: %d test files of %s; left to `bellhop wpt`, as it takes long: %s%n",
        cases.stream().filter(test -> test.skipped() == null).count(),
        String.join(", ", names),
        String.join(", ", LEFT_OUT));
    var kept = new KeptOutput();
    new WptRun(
            tree,
            expectations,
            Suites.of(tree, names, List.of()),
            new WptRun.Manner(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                PATIENCE,
                RETRIES,
                BackgroundFetchPolicy.defaults()),
            kept)
        .run(cases, List.of());
    Tally all = kept.total().all();
    OUT.printf(
        "web-platform-tests: %d of %d subtests passed, %d files were not run%n",
        all.passed(), all.subtests(), all.skipped());
    assertThat(kept.total().all().files()).isPositive();
    assertThat(described(kept)).isEmpty();
  }
}
