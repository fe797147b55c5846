package dev.bellhop.conformance.compare;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Compares sites, one after the other, in one browser. */
final class CompareRun {
  private final Browser browser;
  private final Path work;
  private final BackgroundFetchPolicy policy;
  private final Duration limit;
  private final KnownDifferences known = KnownDifferences.read();

  /**
   * In a browser.
   *
   * @param work a folder for what is stored meanwhile
   * @param policy whom Bellhop's background fetches follow
   * @param limit how long a site may take until nothing happens any more, in each runtime
   */
  CompareRun(Browser browser, Path work, BackgroundFetchPolicy policy, Duration limit) {
    this.browser = browser;
    this.work = work;
    this.policy = policy;
    this.limit = limit;
  }

  /** Compares one. */
  Comparison compare(ComparedSite site) throws IOException, InterruptedException {
    Recording bellhop = inBellhop(site);
    return Comparison.of(bellhop, inChromium(site, bellhop), known.with(site));
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
    try (CompareServer server = CompareServer.start(site)) {
      var recorder = new Recorder(site, server, limit);
      try (Side side = new ChromiumSide(browser, server.origin(), expected, recorder::line)) {
        return recorder.record(side);
      }
    }
  }
}
