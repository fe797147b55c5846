package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.SiteOptions;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.control.ControlServer;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.control.SiteAccess;
import dev.bellhop.cli.display.Account.CacheSummary;
import dev.bellhop.cli.display.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a background fetch, as a page would, and waits until its event is handled. */
@Command(
    name = "fetch",
    sortOptions = false,
    header = "Starts a background fetch, as a page would.",
    description =
        "Waits until the site's worker has handled its event. Works while a run of the site is"
            + " going on, too.",
    footer = {
      "",
      "Examples:",
      "  bellhop fetch examples/movies two media/low-tide.y4m media/snow.y4m",
      "  bellhop fetch examples/movies one https://example.com/film.mp4 --title Film"
    })
final class FetchCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "<id>", description = "The background fetch's id.")
  private String id;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "<url>",
      description = "What to fetch; relative URLs start at the worker's script.")
  private List<String> urls = new ArrayList<>();

  @Option(names = "--title", paramLabel = "T", description = "The title to show.")
  private @Nullable String title;

  @Option(names = "--icon", paramLabel = "URL", description = "An icon to show; repeatable.")
  private List<String> icons = new ArrayList<>();

  @Option(
      names = "--download-total",
      paramLabel = "N",
      defaultValue = "0",
      description = "The bytes that all bodies together may have at most. Default: no limit.")
  private long downloadTotal;

  @Mixin private ServingArguments serving = new ServingArguments();
  @Mixin private OutputArguments output = new OutputArguments();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;

  FetchCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
  }

  @Override
  public Integer call() {
    if (downloadTotal < 0) {
      throw SiteArguments.input("The download total " + downloadTotal + " is below 0.");
    }
    SiteOptions options = serving.apply(site.options());
    var start =
        new Action.StartFetch(
            id, List.copyOf(urls), new BackgroundFetchOptions(title, icons, downloadTotal));
    try (Reporting report = new Reporting(terminal, output)) {
      var settings =
          new HostOpener.Settings(
              site.dataFolder(), serving.host(), HostOpener.Start.KEPT, report.trace());
      List<CacheSummary> caches;
      try (SiteAccess access = sites.reach(settings, options)) {
        caches =
            access instanceof OpenedSite opened
                ? here(opened, start, report)
                : elsewhere(access, start);
      }
      return report.account(caches);
    }
  }

  private List<CacheSummary> here(OpenedSite opened, Action.StartFetch start, Reporting report) {
    try (var control = new ControlServer(site.dataFolder(), opened.site(), report.trace());
        var stop =
            new OrderlyStop(
                List.of(control::close, opened::close, report::close), terminal.err())) {
      stop.await(start.on(opened.site()));
      return stop.await(new Action.ListCaches().on(opened.site()));
    }
  }

  private static List<CacheSummary> elsewhere(SiteAccess running, Action.StartFetch start) {
    running.ask(start);
    return running.ask(new Action.ListCaches());
  }
}
