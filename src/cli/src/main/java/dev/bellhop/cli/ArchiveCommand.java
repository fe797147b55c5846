package dev.bellhop.cli;

import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that moves a cache's entries into an archive or out of one.
 *
 * @param <R> what came of it
 */
abstract class ArchiveCommand<R> implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final CacheWork work;

  ArchiveCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    work = new CacheWork(terminal, sites);
  }

  /** Moves them. */
  abstract R move(CacheWork work, SiteArguments site);

  /** Says what came of it, to a person. */
  abstract void tell(R done, Terminal terminal);

  /** The exit code for it. */
  abstract int end(R done, Terminal terminal);

  @Override
  public Integer call() {
    R done = move(work, site);
    if (json) {
      terminal.out().println(Json.MAPPER.writeValueAsString(done));
    } else {
      tell(done, terminal);
    }
    return end(done, terminal);
  }
}
