package dev.bellhop.cli;

import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.SiteStatus;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.StatusDisplay;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows registrations, workers and pages. */
@Command(
    name = "status",
    description = {
      "Shows the site's registrations, their workers with states and events that are being handled,"
          + " the pages that are open, and what it has stored of what it may. Events and pages are those of a"
          + " run that is going on."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop status examples/movies",
      "  bellhop status examples/movies --json | jq '.registrations[].active.state'"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  StatusCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    SiteStatus status =
        inquiry
            .ask(site, Unfinished.KEEP, new Action.ShowStatus())
            .orElseGet(() -> new SiteStatus(site.options().origin(), List.of(), List.of(), null));
    if (json) {
      terminal.out().println(Json.MAPPER.writeValueAsString(status));
    } else {
      new StatusDisplay(terminal.out()).print(status);
    }
    return ExitCode.WELL;
  }
}
