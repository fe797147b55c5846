package dev.bellhop.cli;

import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import picocli.CommandLine.Command;

/** Pauses a background fetch. */
@Command(
    name = "pause",
    description =
        "Pauses a background fetch: its requests stop until it is resumed, also in later runs.",
    footer = {"", "Examples:", "  bellhop fetches pause examples/movies movies"})
final class FetchesPauseCommand extends OneFetchCommand<Boolean> {
  FetchesPauseCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  Action<Boolean> action(String id) {
    return new Action.PauseFetch(id);
  }

  @Override
  String told(Boolean answer) {
    return answer ? "paused" : "was paused already";
  }
}
