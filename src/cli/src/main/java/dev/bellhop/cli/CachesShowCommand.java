package dev.bellhop.cli;

import dev.bellhop.CacheEntry;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a cache's entries. */
@Command(
    name = "show",
    description = "Shows what a cache holds.",
    footer = {
      "",
      "Examples:",
      "  bellhop caches show examples/movies movies",
      "  bellhop caches show examples/movies movies --json"
    })
final class CachesShowCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "NAME", description = "The cache's name.")
  private String name;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  CachesShowCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    List<CacheEntry> entries = inquiry.need(site, Unfinished.KEEP, new CacheAction.ShowCache(name));
    if (json) {
      entries.forEach(entry -> terminal.out().println(Json.MAPPER.writeValueAsString(entry)));
    } else if (entries.isEmpty()) {
      terminal.out().println("no entries");
    } else {
      Table table = new Table("STATUS", "BYTES", "CONTENT TYPE", "REQUEST");
      for (CacheEntry entry : entries) {
        table.row(
            Integer.toString(entry.status()),
            Amounts.size(entry.length()),
            contentType(entry),
            entry.method() + " " + entry.url());
      }
      table.print(terminal.out());
    }
    return ExitCode.WELL;
  }

  private static String contentType(CacheEntry entry) {
    return entry.headers().stream()
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type:"))
        .map(header -> header.substring("content-type:".length()).strip())
        .findFirst()
        .orElse("-");
  }
}
