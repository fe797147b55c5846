package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Table;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists background fetches. */
@Command(
    name = "list",
    description = "Lists the site's background fetches: active ones, then settled ones.",
    footer = {
      "",
      "Examples:",
      "  bellhop fetches list examples/movies",
      "  bellhop fetches list examples/movies --json"
    })
final class FetchesListCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  FetchesListCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    List<BackgroundFetchInfo> fetches =
        inquiry.ask(site, Unfinished.KEEP, new Action.ListFetches()).orElse(List.of());
    if (json) {
      fetches.forEach(fetch -> terminal.out().println(Json.MAPPER.writeValueAsString(fetch)));
    } else if (fetches.isEmpty()) {
      terminal.out().println("no background fetches");
    } else {
      Table table = new Table("ID", "STATE", "RESULT", "REQUESTS", "BYTES", "TITLE");
      fetches.forEach(fetch -> table.row(row(fetch)));
      table.print(terminal.out());
    }
    return ExitCode.WELL;
  }

  private static String[] row(BackgroundFetchInfo fetch) {
    long done = fetch.records().stream().filter(record -> !record.result().isEmpty()).count();
    String result = fetch.failureReason().isEmpty() ? fetch.result() : fetch.failureReason();
    return new String[] {
      fetch.id(),
      fetch.state(),
      result.isEmpty() ? "-" : result,
      done + " of " + fetch.records().size(),
      Amounts.size(fetch.downloaded()),
      fetch.title() == null ? "" : fetch.title()
    };
  }
}
