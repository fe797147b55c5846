package dev.bellhop.cli;

import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets the files out of a cache. */
@Command(
    name = "export",
    description = "Writes every body of a cache to a file; no existing file is replaced.",
    footer = {"", "Examples:", "  bellhop caches export examples/movies movies ./films"})
final class CachesExportCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "NAME", description = "The cache's name.")
  private String name;

  @Parameters(index = "2", paramLabel = "DIR", description = "Where to; made where missing.")
  private Path folder;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  CachesExportCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    List<String> files =
        inquiry.need(
            site,
            Unfinished.KEEP,
            new Action.ExportCache(name, folder.toAbsolutePath().normalize().toString()));
    for (String file : files) {
      terminal.out().println(folder.resolve(Path.of(file).getFileName()));
    }
    return ExitCode.WELL;
  }
}
