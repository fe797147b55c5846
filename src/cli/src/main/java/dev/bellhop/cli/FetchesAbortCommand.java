package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import picocli.CommandLine.Command;

/** Aborts a background fetch. */
@Command(
    name = "abort",
    description = "Aborts a background fetch and waits until the worker has handled the event.",
    footer = {"", "Examples:", "  bellhop fetches abort examples/movies movies"})
final class FetchesAbortCommand extends OneFetchCommand<BackgroundFetchInfo> {
  FetchesAbortCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  Action<BackgroundFetchInfo> action(String id) {
    return new Action.AbortFetch(id);
  }

  @Override
  String told(BackgroundFetchInfo answer) {
    return answer.failureReason().equals("aborted")
        ? "aborted"
        : "had ended before, " + answer.result();
  }
}
