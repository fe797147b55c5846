package dev.bellhop.conformance;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import dev.bellhop.Site;
import dev.bellhop.conformance.Reports.Completion;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs test cases, each in a host of its own with an empty data folder. Safe from several threads.
 */
final class TestRunner {
  /** How long testharness.js may take to say how far it got. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final Duration LONGEST_TEST = Duration.ofSeconds(60);

  private final WptServer server;
  private final Path data;
  private final BackgroundFetchPolicy policy;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * With a server.
   *
   * @param data an empty folder for the hosts' data
   * @param policy whom background fetches follow
   */
  TestRunner(WptServer server, Path data, BackgroundFetchPolicy policy) {
    this.policy = policy;
    this.server = server;
    this.data = data;
  }

  /** A result, and what was printed and thrown meanwhile. */
  record Run(TestResult result, List<String> remarks) {}

  /**
   * Runs one.
   *
   * @param patience how many times its own limit it may take
   */
  Run run(TestCase test, int patience) throws InterruptedException {
    long begin = System.nanoTime();
    var reports = new Reports(server::withoutPorts);
    Completion end;
    try (Bellhop host = open(reports, patience)) {
      Site site = host.site(server.site(test));
      reports.speakFor(site);
      CompletableFuture<Page> page = site.openPage("/" + test.id());
      end = await(test, patience, page, reports);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    return new Run(
        new TestResult(test.id(), end.status(), end.message(), reports.subtests(), millis),
        reports.remarks());
  }

  private Bellhop open(Reports reports, int patience) {
    Bellhop.Builder builder =
        Bellhop.builder()
            .dataFolder(data.resolve("test-" + count.incrementAndGet()))
            .certificateAuthority(server.certificateAuthority())
            // A worker that runs tests by itself has no events while it does.
            .idleTimeout(LONGEST_TEST.multipliedBy(patience))
            .scriptTimeout(LONGEST_TEST.multipliedBy(patience))
            .backgroundFetches(policy)
            .onTrace(reports);
    for (String host : server.hosts()) {
      builder.resolve(host, InetAddress.getLoopbackAddress());
    }
    return builder.open();
  }

  private Completion await(
      TestCase test, int patience, CompletableFuture<Page> page, Reports reports)
      throws InterruptedException {
    CompletableFuture<Completion> failed =
        page.handle((opened, failure) -> failure)
            .thenCompose(
                failure ->
                    failure == null
                        ? new CompletableFuture<>()
                        : CompletableFuture.completedFuture(
                            new Completion("ERROR", message(failure))));
    try {
      return (Completion)
          CompletableFuture.anyOf(reports.completion(), failed)
              .get(test.limit().toMillis() * patience, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return giveUp(page, reports, GRACE.multipliedBy(patience));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets testharness.js end the tests that are under way, as it does by itself in a window. */
  private static Completion giveUp(CompletableFuture<Page> page, Reports reports, Duration grace)
      throws InterruptedException {
    page.thenAccept(opened -> opened.runScript("bellhop:timeout", "timeout();"));
    try {
      return reports.completion().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Completion("TIMEOUT", null);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String message(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof BellhopException known
        ? String.valueOf(known.getMessage())
        : String.valueOf(cause);
  }
}
