package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheSummary;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a site: registers its worker, opens its page, and waits until nothing is left to do. */
@Command(
    name = "run",
    sortOptions = false,
    header = "Runs a site: its worker, its page, its background fetches.",
    description = {
      "Registers the site's worker, runs its page script, and waits until every background fetch"
          + " has ended and its event is handled. What an earlier run left unfinished goes on."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop run examples/movies",
      "  bellhop run examples/movies --fresh --trace trace.jsonl",
      "  bellhop run site/worker.js --page start.js --upstream http://127.0.0.1:8080",
      "  bellhop run site --page first.js --page second.html",
      "  bellhop run site/worker.mjs --type module",
      "  bellhop run examples/movies --json | jq 'select(.type == \"CachePut\")'"
    })
final class RunCommand implements Callable<Integer> {
  private static final String USUAL_PAGE = "page.js";

  @Mixin private SiteArguments site = new SiteArguments();

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = {
        "A page or page script, in the site's folder; once for each page, opened in this order.",
        "Default: page.js where there is one."
      })
  private List<String> pages = new ArrayList<>();

  @Mixin private ServingArguments serving = new ServingArguments();

  @Mixin private WorkerArguments workers = new WorkerArguments();

  @Option(names = "--fresh", description = "Delete what earlier runs stored, first.")
  private boolean fresh;

  @Mixin private OutputArguments output = new OutputArguments();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;

  RunCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
  }

  @Override
  public Integer call() {
    SiteOptions options = serving.apply(site.options());
    List<String> toOpen = pages(options.folder());
    Consumer<Bellhop.Builder> living = workers.host();
    try (Reporting report = new Reporting(terminal, output)) {
      var settings =
          new HostOpener.Settings(
              site.dataFolder(),
              serving.host().andThen(living),
              fresh ? HostOpener.Start.FRESH : HostOpener.Start.KEPT,
              report.trace());
      List<CacheSummary> caches;
      try (OpenedSite opened = sites.open(settings, options)) {
        caches =
            new OwnRun(site.dataFolder(), terminal)
                .on(
                    opened,
                    report,
                    stop -> {
                      report.tell(SiteLine.of(opened.site(), options));
                      perform(opened.site(), toOpen, stop);
                      return stop.await(new CacheAction.ListCaches().on(opened.site()));
                    });
      }
      return report.account(caches);
    }
  }

  private static void perform(Site site, List<String> pages, OrderlyStop stop) {
    stop.await(site.register());
    for (String page : pages) {
      try {
        stop.await(site.openPage(page));
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof BellhopException known)
            || known.kind() != BellhopException.Kind.SCRIPT) {
          throw e;
        }
        // The trace tells of it, and what the page began before goes on.
      }
    }
    stop.await(site.idle());
  }

  private List<String> pages(Path folder) {
    for (String page : pages) {
      if (!Files.isRegularFile(folder.resolve(page))) {
        throw SiteArguments.input("There is no page " + page + " in " + folder + ".");
      }
    }
    if (pages.isEmpty() && Files.isRegularFile(folder.resolve(USUAL_PAGE))) {
      return List.of(USUAL_PAGE);
    }
    return pages;
  }
}
