package dev.bellhop.cli;

import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Account.CacheSummary;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
final class CachesListCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  CachesListCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    List<CacheSummary> caches =
        inquiry.ask(site, Unfinished.KEEP, new CacheAction.ListCaches()).orElse(List.of());
    if (json) {
      caches.forEach(cache -> terminal.out().println(Json.MAPPER.writeValueAsString(cache)));
    } else if (caches.isEmpty()) {
      terminal.out().println("no caches");
    } else {
      Table table = new Table("NAME", "ENTRIES", "BYTES");
      for (CacheSummary cache : caches) {
        table.row(cache.name(), Integer.toString(cache.entries()), Amounts.size(cache.bytes()));
      }
      table.print(terminal.out());
    }
    return ExitCode.WELL;
  }
}
