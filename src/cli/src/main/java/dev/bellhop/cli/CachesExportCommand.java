package dev.bellhop.cli;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheExport;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
final class CachesExportCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "NAME", description = "The cache's name.")
  private String name;

  @Parameters(
      index = "2",
      paramLabel = "DIR|FILE",
      description = "Where to: FILE.warc, FILE.warc.gz, FILE.har, or else a folder.")
  private Path to;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final CacheWork work;

  CachesExportCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    work = new CacheWork(terminal, sites);
  }

  @Override
  public Integer call() {
    ArchiveFormat format = ArchiveFormat.of(to);
    CacheExport done =
        work.onWhatIsStored(
            site, new CacheAction.ExportCache(name, to.toAbsolutePath().normalize(), format));
    if (json) {
      terminal.out().println(Json.MAPPER.writeValueAsString(done));
    } else if (format == ArchiveFormat.FOLDER) {
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
    done.leftOut()
        .forEach(
            entry ->
                terminal.err().println("bellhop: left out: " + CachesVerifyCommand.line(entry)));
    return done.leftOut().isEmpty() ? ExitCode.WELL : ExitCode.FAILED;
  }
}
