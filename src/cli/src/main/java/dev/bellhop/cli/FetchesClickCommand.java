package dev.bellhop.cli;

import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import picocli.CommandLine.Command;

/** Clicks a background fetch. */
@Command(
    name = "click",
    description = {
      "Clicks on the display of a background fetch, settled or not, and waits until the worker has"
          + " handled the event."
    },
    footer = {"", "Examples:", "  bellhop fetches click examples/movies movies"})
final class FetchesClickCommand extends OneFetchCommand<Boolean> {
  FetchesClickCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  Action<Boolean> action(String id) {
    return new Action.ClickFetch(id);
  }

  @Override
  String told(Boolean answer) {
    return "clicked";
  }
}
