package dev.bellhop.conformance.compare;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares sites, some at a time. */
final class CompareRun {
  private final Path work;
  private final Browsers browsers;
  private final BackgroundFetchPolicy policy;
  private final Duration limit;
  private final KnownDifferences known = KnownDifferences.read();

  /**
   * With a browser.
   *
   * @param program the browser's
   * @param work a folder for what is stored meanwhile
   * @param policy whom Bellhop's background fetches follow
   * @param limit how long a site may take until nothing happens any more, in each runtime
   */
  CompareRun(String program, Path work, BackgroundFetchPolicy policy, Duration limit) {
    this.work = work;
    this.browsers = new Browsers(program, work);
    this.policy = policy;
    this.limit = limit;
  }

  /**
   * Compares several. The output gets each as soon as all before it are there, and their total.
   *
   * @param jobs how many at a time
   */
  List<Comparison> compare(List<ComparedSite> sites, int jobs, CompareOutput output)
      throws IOException, InterruptedException {
    var executor = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Comparison>> under =
          sites.stream().map(site -> executor.submit(() -> compare(site))).toList();
      List<Comparison> comparisons = new ArrayList<>();
      for (int i = 0; i < under.size(); i++) {
        Comparison comparison = result(under.get(i));
        output.compared(sites.get(i), comparison);
        comparisons.add(comparison);
      }
      output.total(comparisons);
      return comparisons;
    } finally {
      executor.shutdownNow();
      executor.close();
      browsers.close();
    }
  }

  private static Comparison result(Future<Comparison> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Comparison compare(ComparedSite site) throws IOException, InterruptedException {
    KnownDifferences here = known.of(site);
    Recording bellhop = inBellhop(site);
    Comparison comparison = Comparison.of(bellhop, inChromium(site, bellhop), here);
    // As Chromium does, some differences are not there.
    return policy.equals(BackgroundFetchPolicy.defaults()) ? comparison : comparison.ofAnyAge();
  }

  private Recording inBellhop(ComparedSite site) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work);
        CompareServer server = CompareServer.start(site)) {
      var recorder = new Recorder(site, server, limit);
      try (Side side = new BellhopSide(scratch.folder(), server.origin(), policy, recorder::line)) {
        return recorder.record(side);
      }
    }
  }

  private Recording inChromium(ComparedSite site, Recording expected)
      throws IOException, InterruptedException {
    Browser browser = browsers.take();
    Recording recording = inChromium(browser, site, expected);
    if (recording.isAtRest()) {
      browsers.give(browser);
    } else {
      // A download that hangs would delay the next site, even where it was aborted.
      browser.close();
    }
    return recording;
  }

  private Recording inChromium(Browser browser, ComparedSite site, Recording expected)
      throws IOException, InterruptedException {
    try (CompareServer server = CompareServer.start(site)) {
      var recorder = new Recorder(site, server, limit);
      try (Side side = new ChromiumSide(browser, server.origin(), expected, recorder::line)) {
        return recorder.record(side);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      browser.close();
      throw e;
    }
  }
}
