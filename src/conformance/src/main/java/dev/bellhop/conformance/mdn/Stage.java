package dev.bellhop.conformance.mdn;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A host on which examples are run, one after the other, each on a site of its own: they share
 * parsed sources, so that a realm is cheap. Not safe for several threads.
 */
final class Stage implements AutoCloseable {
  private static final AtomicInteger SITES = new AtomicInteger();

  /** Long, for a busy machine whose JVM interprets: the first realm with every interface. */
  private static final long SECONDS = 90;

  private static final long LONGEST_MILLIS = 1500;
  private static final FaultRule OFFLINE = FaultRule.always(new NetworkFault.Offline());

  private final Bellhop host;
  private final StandInServer server;
  private final StandInSites sites;
  private final Witness witness;
  private final String harness;

  private Stage(
      Bellhop host, StandInServer server, StandInSites sites, Witness witness, String harness) {
    this.host = host;
    this.server = server;
    this.sites = sites;
    this.witness = witness;
    this.harness = harness;
  }

  /**
   * Opens one.
   *
   * @param data an empty folder
   * @param harness the script of the pages beside workers
   */
  static Stage open(Path data, StandInServer server, StandInSites sites, String harness) {
    var witness = new Witness();
    Bellhop host =
        Bellhop.builder()
            .dataFolder(data)
            .networkAt(server.port())
            .eventTimeout(Duration.ofSeconds(SECONDS))
            .scriptTimeout(Duration.ofSeconds(SECONDS))
            .onTrace(witness)
            .open();
    return new Stage(host, server, sites, witness, harness);
  }

  @Override
  public void close() {
    host.close();
  }

  /**
   * What workers and pages have by themselves.
   *
   * @param script lists it in the console
   */
  Surface surface(String script) throws InterruptedException, TimeoutException {
    String host = "names.mdn.test";
    sites.put(host, "/sw.js", script);
    witness.begin("https://" + host);
    var place = new Place(this.host.site(SiteOptions.network("https://" + host)));
    place.listen();
    register(place);
    place.act(place.open("/page.html"), script);
    place.clear();
    return Surface.of(witness.take(), "https://" + host + "/sw.js");
  }

  /** Runs an example. */
  Outcome run(Example example) throws InterruptedException {
    long begin = System.nanoTime();
    String given = example.expected().origin();
    String origin =
        given == null ? "https://b%d.mdn.test".formatted(SITES.incrementAndGet()) : given;
    Place place = new Place(host.site(SiteOptions.network(origin)));
    Fixture.Script script = example.script();
    String url = origin + (example.isForPage() ? "/example.js" : "/sw.js");
    var findings = new Findings(example, script, url, origin);
    List<String> dispatched = new ArrayList<>();
    witness.begin(origin);
    try {
      if (example.kind() == BlockClass.SYNTAX) {
        new SyntaxCheck(place.open("/page.html")).check(example.block(), findings);
      } else if (example.isForPage()) {
        new PageRun(place, example, findings).run(script, url);
      } else {
        sites.put(origin.replaceFirst("^https?://", ""), "/sw.js", script.text());
        dispatched.addAll(new WorkerRun(place, example, findings).run());
      }
    } catch (TimeoutException e) {
      findings.problem("timeout", "It took longer than " + SECONDS + " seconds.");
    } finally {
      place.clear();
    }
    findings.add(witness.take());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    return new Outcome(
        example, dispatched, findings.effects(), findings.problems(), findings.remarks(), millis);
  }

  /** A site with its pages, for one example. */
  final class Place {
    private final Site site;
    private final List<Page> pages = new ArrayList<>();

    private Place(Site site) {
      this.site = site;
    }

    Site site() {
      return site;
    }

    /** Opens a page at a path. */
    Page open(String path) throws InterruptedException, TimeoutException {
      Page page = get(site.openPage(path));
      pages.add(page);
      get(page.runScript("bellhop:harness", harness));
      return page;
    }

    /** Runs a script in a page, and what comes of it, to the end; nobody looks. */
    void arrange(Page page, String script) throws InterruptedException, TimeoutException {
      witness.lookAway();
      settle(page.runScript("bellhop:arrange", script));
      witness.listen();
    }

    /** Runs a script in a page, and what comes of it, to the end. */
    void act(Page page, String script) throws InterruptedException, TimeoutException {
      settle(page.runScript("bellhop:act", script));
    }

    /** Waits for something, and until everything has calmed down. */
    <T> T settle(CompletableFuture<T> future) throws InterruptedException, TimeoutException {
      try {
        return get(future);
      } finally {
        awaitIdle();
      }
    }

    /** How many answers the network has given so far. */
    long answers() {
      return server.answers();
    }

    /** What a page does may wake the worker, and the other way round. */
    private void awaitIdle() throws InterruptedException, TimeoutException {
      boolean isQuiet = false;
      while (!isQuiet) {
        get(site.idle());
        CompletableFuture<Void> worker =
            site.registration()
                .thenCompose(
                    found ->
                        found
                            .map(Registration::idle)
                            .orElseGet(() -> CompletableFuture.completedFuture(null)));
        isQuiet = worker.isDone() && site.idle().isDone();
        if (!isQuiet && !isDoneSoon(worker)) {
          return;
        }
      }
    }

    void listen() {
      witness.listen();
    }

    void lookAway() {
      witness.lookAway();
    }

    /** Hands over what was seen so far. */
    void tell(Findings findings) {
      findings.add(witness.take());
    }

    /** Does something while there is no network, and hands over what was seen of it. */
    void offline(Findings findings, Action action) throws InterruptedException, TimeoutException {
      tell(findings);
      int before = findings.problems().size();
      host.network().add(OFFLINE);
      try {
        action.run();
      } finally {
        host.network().remove(OFFLINE);
        tell(findings);
        // That there was no network is no fault of the example.
        findings.problems().subList(before, findings.problems().size()).clear();
      }
    }

    /**
     * Takes away what would go on: a registration gets its periodic events, and a download its
     * tries, while other examples run.
     */
    private void clear() throws InterruptedException {
      witness.lookAway();
      try {
        if (!pages.isEmpty()) {
          get(pages.getFirst().runScript("bellhop:clear", "void bellhopMdn.clear();"));
          get(site.idle());
        }
        var registration = get(site.registration());
        pages.forEach(Page::close);
        if (registration.isPresent()) {
          get(registration.get().terminate());
        }
      } catch (TimeoutException | BellhopException e) {
        // It is left behind, on a site of its own, and the witness does not listen to that one.
        pages.forEach(Page::close);
      }
    }
  }

  /** Whether it is done before long; a timer of a worker may never be. */
  private static boolean isDoneSoon(CompletableFuture<Void> future) throws InterruptedException {
    try {
      future.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /** Something to do that waits. */
  interface Action {
    void run() throws InterruptedException, TimeoutException;
  }

  /**
   * Waits for something.
   *
   * @throws BellhopException where it failed
   */
  static <T> T get(CompletableFuture<T> future) throws InterruptedException, TimeoutException {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BellhopException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /** Registers the worker of a site. */
  static Registration register(Place place) throws InterruptedException, TimeoutException {
    return place.settle(place.site().register());
  }
}
