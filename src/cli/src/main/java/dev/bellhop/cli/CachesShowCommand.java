package dev.bellhop.cli;

import dev.bellhop.CacheEntry;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.control.SiteAccess;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
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
final class CachesShowCommand extends CacheTableCommand<CacheEntry> {
  /** So many entries are in memory at once. */
  private static final int PAGE = 500;

  @Parameters(index = "1", paramLabel = "NAME", description = "The cache's name.")
  private String name;

  CachesShowCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  void ask(Inquiry inquiry, SiteArguments site, Predicate<List<CacheEntry>> print) {
    inquiry
        .ask(site, Unfinished.KEEP, access -> printAll(access, print))
        .orElseThrow(() -> SiteArguments.input(site.nothingStored()));
  }

  private boolean printAll(SiteAccess access, Predicate<List<CacheEntry>> print) {
    List<CacheEntry> page = access.ask(new CacheAction.ShowCache(name, 0, PAGE));
    while (!page.isEmpty() && print.test(page)) {
      page = access.ask(new CacheAction.ShowCache(name, page.getLast().id(), PAGE));
    }
    return page.isEmpty();
  }

  @Override
  String nothing() {
    return "no entries";
  }

  @Override
  Table headings() {
    return new Table("STATUS", "BYTES", "CONTENT TYPE", "REQUEST");
  }

  @Override
  String[] cells(CacheEntry entry) {
    return new String[] {
      Integer.toString(entry.status()),
      Amounts.size(entry.length()),
      contentType(entry),
      entry.method() + " " + entry.url()
    };
  }

  private static String contentType(CacheEntry entry) {
    return entry.headers().stream()
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type:"))
        .map(header -> header.substring("content-type:".length()).strip())
        .findFirst()
        .orElse("-");
  }
}
