package dev.bellhop.cli;

import dev.bellhop.CacheImport;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts what an archive holds into a cache. */
@Command(
    name = "import",
    description = {
      "Puts what an archive holds into a cache, as cache.put() would: all of it or, where the"
          + " archive is damaged, nothing. The archive is a folder that was exported, or a WARC or"
          + " HAR file of any program. What no cache takes is skipped."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop caches import examples/movies movies ./films",
      "  bellhop caches import examples/movies site recorded.warc.gz"
    })
final class CachesImportCommand implements Callable<Integer> {
  private static final int SKIPS_TOLD = 10;

  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "The cache's name; it is created where it is missing.")
  private String name;

  @Parameters(index = "2", paramLabel = "DIR|FILE", description = "The archive.")
  private Path from;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final CacheWork work;

  CachesImportCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    work = new CacheWork(terminal, sites);
  }

  @Override
  public Integer call() {
    CacheImport done =
        work.onAnySite(site, new CacheAction.ImportCache(name, from.toAbsolutePath().normalize()));
    if (json) {
      terminal.out().println(Json.MAPPER.writeValueAsString(done));
    } else {
      tell(done);
    }
    return ExitCode.WELL;
  }

  private void tell(CacheImport done) {
    terminal
        .out()
        .println(
            "%s: %s imported, %s%s"
                .formatted(
                    name,
                    Amounts.count(done.entries(), "entry", "entries"),
                    Amounts.size(done.bytes()),
                    done.skipped() == 0 ? "" : ", %d skipped".formatted(done.skipped())));
    done.skips().stream()
        .limit(SKIPS_TOLD)
        .forEach(
            skip ->
                terminal
                    .out()
                    .println(
                        "  skipped %s (%s): %s"
                            .formatted(
                                Plain.line(skip.url()), skip.place(), Plain.line(skip.why()))));
    if (done.skipped() > SKIPS_TOLD) {
      terminal.out().println("  and more; --json tells of the first thousand");
    }
  }
}
