package dev.bellhop.cli;

import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that shows what caches there are, or what is in one.
 *
 * @param <R> a line of it
 */
abstract class CacheTableCommand<R> implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  CacheTableCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  /** What there is. */
  abstract List<R> ask(Inquiry inquiry, SiteArguments site);

  /** What to say where there is nothing. */
  abstract String nothing();

  abstract Table headings();

  abstract String[] cells(R line);

  @Override
  public Integer call() {
    List<R> lines = ask(inquiry, site);
    if (json) {
      lines.forEach(line -> terminal.out().println(Json.MAPPER.writeValueAsString(line)));
    } else if (lines.isEmpty()) {
      terminal.out().println(nothing());
    } else {
      Table table = headings();
      lines.forEach(line -> table.row(cells(line)));
      table.print(terminal.out());
    }
    return ExitCode.WELL;
  }
}
