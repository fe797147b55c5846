package dev.bellhop.cli;

import dev.bellhop.CacheSummary;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Command;

/** Lists caches. */
@Command(
    name = "list",
    description = "Lists the site's caches, in the order of their creation.",
    footer = {
      "",
      "Examples:",
      "  bellhop caches list examples/movies",
      "  bellhop caches list examples/movies --json"
    })
final class CachesListCommand extends CacheTableCommand<CacheSummary> {
  CachesListCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  void ask(Inquiry inquiry, SiteArguments site, Predicate<List<CacheSummary>> print) {
    inquiry
        .ask(site, Unfinished.KEEP, new CacheAction.ListCaches())
        .filter(caches -> !caches.isEmpty())
        .ifPresent(print::test);
  }

  @Override
  String nothing() {
    return "no caches";
  }

  @Override
  Table headings() {
    return new Table("NAME", "ENTRIES", "BYTES");
  }

  @Override
  String[] cells(CacheSummary cache) {
    return new String[] {
      cache.name(), Integer.toString(cache.entries()), Amounts.size(cache.bytes())
    };
  }
}
