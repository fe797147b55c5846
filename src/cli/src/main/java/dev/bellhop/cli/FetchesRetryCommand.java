package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Terminal;
import picocli.CommandLine.Command;

/** Retries a background fetch. */
@Command(
    name = "retry",
    description =
        "Starts a background fetch that has failed anew, in the run that is going on or in the next one.",
    footer = {"", "Examples:", "  bellhop fetches retry examples/movies movies"})
final class FetchesRetryCommand extends OneFetchCommand<BackgroundFetchInfo> {
  FetchesRetryCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  Action<BackgroundFetchInfo> action(String id) {
    return new Action.RetryFetch(id);
  }

  @Override
  String told(BackgroundFetchInfo answer) {
    return "started anew, " + Amounts.count(answer.records().size(), "request", "requests");
  }
}
