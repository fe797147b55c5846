package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.CacheSummary;
import dev.bellhop.SiteOptions;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.control.SiteAccess;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that takes a while and is told of by its trace, done in the process that runs the site,
 * or else in this one.
 */
record Errand(Terminal terminal, SiteOpener sites) {
  /**
   * Where it is to be done.
   *
   * @param host what else the user has asked of a host
   */
  record Place(Path dataFolder, SiteOptions options, Consumer<Bellhop.Builder> host) {}

  /** Does it and accounts for it. The answer is the exit code. */
  int run(Place place, OutputArguments output, Action<?> action) {
    try (Reporting report = new Reporting(terminal, output)) {
      var settings =
          new HostOpener.Settings(
              place.dataFolder(), place.host(), HostOpener.Start.KEPT, report.trace());
      List<CacheSummary> caches;
      try (SiteAccess access = sites.reach(settings, place.options())) {
        caches =
            access instanceof OpenedSite opened
                ? here(opened, place, action, report)
                : elsewhere(access, action);
      }
      return report.account(caches);
    }
  }

  private List<CacheSummary> here(
      OpenedSite opened, Place place, Action<?> action, Reporting report) {
    return new OwnRun(place.dataFolder(), terminal)
        .on(
            opened,
            report,
            stop -> {
              stop.await(action.on(opened.site()));
              return stop.await(new CacheAction.ListCaches().on(opened.site()));
            });
  }

  private static List<CacheSummary> elsewhere(SiteAccess running, Action<?> action) {
    running.ask(action);
    return running.ask(new CacheAction.ListCaches());
  }
}
