package dev.bellhop.cli;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheExport;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gets the files out of a cache. */
@Command(
    name = "export",
    description =
        "Writes a cache to a folder, with a file for each body and an index, or to a WARC or HAR"
            + " file. Nothing that exists is replaced, and nothing half is left.",
    footer = {
      "",
      "Examples:",
      "  bellhop caches export examples/movies movies ./films",
      "  bellhop caches export examples/movies movies films.warc.gz"
    })
final class CachesExportCommand extends ArchiveCommand<CacheExport> {
  @Parameters(index = "1", paramLabel = "NAME", description = "The cache's name.")
  private String name;

  @Parameters(
      index = "2",
      paramLabel = "DIR|FILE",
      description = "Where to: FILE.warc, FILE.warc.gz, FILE.har, or else a folder.")
  private Path to;

  CachesExportCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  CacheExport move(CacheWork work, SiteArguments site) {
    return work.onWhatIsStored(
        site,
        new CacheAction.ExportCache(name, to.toAbsolutePath().normalize(), ArchiveFormat.of(to)));
  }

  @Override
  void tell(CacheExport done, Terminal terminal) {
    if (ArchiveFormat.of(to) == ArchiveFormat.FOLDER) {
      done.files().forEach(file -> terminal.out().println(to.resolve(file.getFileName())));
    } else {
      terminal
          .out()
          .println(
              "%s: %s, %s"
                  .formatted(
                      to,
                      Amounts.count(done.entries(), "entry", "entries"),
                      Amounts.size(done.bytes())));
    }
  }

  @Override
  int end(CacheExport done, Terminal terminal) {
    done.leftOut()
        .forEach(
            entry ->
                terminal.err().println("bellhop: left out: " + CachesVerifyCommand.line(entry)));
    done.drafts()
        .forEach(
            draft ->
                terminal
                    .err()
                    .println(
                        "bellhop: half an export, cut short unless it is still under way: "
                            + draft));
    return done.leftOut().isEmpty() ? ExitCode.WELL : ExitCode.FAILED;
  }
}
