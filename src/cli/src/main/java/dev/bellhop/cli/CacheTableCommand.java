package dev.bellhop.cli;

import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private @Nullable Table table;

  CacheTableCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  /** Gives what there is to be printed, some lines at a time, until that says to stop. */
  abstract void ask(Inquiry inquiry, SiteArguments site, Predicate<List<R>> print);

  /** What to say where there is nothing. */
  abstract String nothing();

  abstract Table headings();

  abstract String[] cells(R line);

  @Override
  public Integer call() {
    ask(inquiry, site, json ? this::printJson : this::printRows);
    if (table == null && !json) {
      terminal.out().println(nothing());
    }
    return ExitCode.WELL;
  }

  private boolean printJson(List<R> lines) {
    terminal
        .out()
        .println(
            lines.stream().map(Json.MAPPER::writeValueAsString).collect(Collectors.joining("\n")));
    return !terminal.out().checkError();
  }

  private boolean printRows(List<R> lines) {
    if (table == null) {
      table = headings();
    }
    for (R line : lines) {
      table.row(cells(line));
    }
    table.print(terminal.out());
    return !terminal.out().checkError();
  }
}
