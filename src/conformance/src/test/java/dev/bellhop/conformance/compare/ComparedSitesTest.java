package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.chromium.ChromiumProgram;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Compares the sites in {@code src/sites} with a real Chromium, where there is one. */
final class ComparedSitesTest {
  private static final PrintStream OUT = System.out;
  private static final Path SITES = Path.of("src/sites");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int JOBS = 2;
  private static final int COLUMNS = 200;

  private static Path program() {
    return ChromiumProgram.find(System.getenv().getOrDefault("PATH", ""))
        .orElseGet(
            () -> {
              String message = "No site is compared with Chromium: there is none on the path.";
              OUT.println(message);
              return abort(message);
            });
  }

  private static List<ComparedSite> sites() throws Exception {
    try (var folders = Files.list(SITES)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(folder -> ComparedSite.of(folder, "classic", List.of()))
          .toList();
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void everyDifferenceIsExplained(@TempDir Path work) throws Exception {
    List<ComparedSite> all = sites();
    assertThat(all).hasSizeGreaterThanOrEqualTo(20);
    Differing first = compare(all, work.resolve("first"));
    // A download that hangs was seen to keep Chromium from others; what differs by itself does
    // again.
    assertThat(compare(first.sites, work.resolve("again")).text.toString()).isEmpty();
  }

  private static Differing compare(List<ComparedSite> sites, Path work) throws Exception {
    var differing = new Differing();
    Files.createDirectories(work);
    new CompareRun(program().toString(), work, BackgroundFetchPolicy.defaults(), LIMIT)
        .compare(sites, JOBS, differing);
    return differing;
  }

  /** Keeps the sites with something unexplained. */
  private static final class Differing implements CompareOutput {
    private final StringWriter text = new StringWriter();
    private final SideBySide output = new SideBySide(new PrintWriter(text), COLUMNS);
    private final List<ComparedSite> sites = new ArrayList<>();

    @Override
    public void compared(ComparedSite site, Comparison comparison) {
      if (!comparison.isWell()) {
        sites.add(site);
        output.compared(site, comparison);
      }
    }

    @Override
    public void total(List<Comparison> comparisons) {}
  }
}
