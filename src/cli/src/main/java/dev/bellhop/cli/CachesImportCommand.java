package dev.bellhop.cli;

import dev.bellhop.CacheImport;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
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
final class CachesImportCommand extends ArchiveCommand<CacheImport> {
  private static final int SKIPS_TOLD = 10;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "The cache's name; it is created where it is missing.")
  private String name;

  @Parameters(index = "2", paramLabel = "DIR|FILE", description = "The archive.")
  private Path from;

  CachesImportCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  CacheImport move(CacheWork work, SiteArguments site) {
    return work.onAnySite(
        site, new CacheAction.ImportCache(name, from.toAbsolutePath().normalize()));
  }

  @Override
  void tell(CacheImport done, Terminal terminal) {
    terminal
        .out()
        .println(
            "%s: %s imported, %s%s"
                .formatted(
                    Plain.line(name),
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

  @Override
  int end(CacheImport done, Terminal terminal) {
    return ExitCode.WELL;
  }
}
