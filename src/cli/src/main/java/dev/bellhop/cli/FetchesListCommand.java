package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.FetchLines;
import dev.bellhop.cli.display.FetchTable;
import dev.bellhop.cli.display.FetchView;
import dev.bellhop.cli.display.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists background fetches. */
@Command(
    name = "list",
    description = {
      "Lists the site's background fetches: active ones, then settled ones. With --watch it goes on"
          + " while a run of the site does, until all have settled and their events are handled."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop fetches list examples/movies",
      "  bellhop fetches list examples/movies --watch",
      "  bellhop fetches list examples/movies --json"
    })
final class FetchesListCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Mixin private SiteArguments site = new SiteArguments();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--watch", description = "Show what changes, until all have ended.")
  private boolean watch;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;
  private final Inquiry inquiry;

  FetchesListCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    FetchView view = view();
    List<BackgroundFetchInfo> fetches = look();
    view.show(fetches);
    while (watch && !fetches.stream().allMatch(fetch -> fetch.state().equals("done"))) {
      if (!sites.isRunning(site.dataFolder())) {
        // It may have ended since the last look.
        view.show(look());
        terminal
            .err()
            .println("bellhop: nothing runs the site now; bellhop resume goes on with it.");
        break;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      fetches = look();
      view.show(fetches);
    }
    return ExitCode.WELL;
  }

  private FetchView view() {
    if (json) {
      return FetchLines.json(terminal.out());
    }
    if (!watch) {
      return FetchTable.printed(terminal);
    }
    return terminal.interactive() ? FetchTable.live(terminal) : FetchLines.plain(terminal.out());
  }

  private List<BackgroundFetchInfo> look() {
    try {
      return ask();
    } catch (BellhopException e) {
      if (e.kind() != BellhopException.Kind.NETWORK) {
        throw e;
      }
      // The process that ran the site has ended while it was asked.
      return ask();
    }
  }

  private List<BackgroundFetchInfo> ask() {
    return inquiry.ask(site, Unfinished.KEEP, new Action.ListFetches()).orElse(List.of());
  }
}
