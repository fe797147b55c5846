package dev.bellhop.cli;

import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import picocli.CommandLine.Command;

/** Resumes a background fetch. */
@Command(
    name = "resume",
    description = {
      "Goes on with a background fetch that was paused, in the run that is going on or in the next"
          + " one. One that waits for the user's permission gets it so."
    },
    footer = {"", "Examples:", "  bellhop fetches resume examples/movies movies"})
final class FetchesResumeCommand extends OneFetchCommand<Boolean> {
  FetchesResumeCommand(Terminal terminal, SiteOpener sites) {
    super(terminal, sites);
  }

  @Override
  Action<Boolean> action(String id) {
    return new Action.ResumeFetch(id);
  }

  @Override
  String told(Boolean answer) {
    return answer ? "goes on" : "was not paused";
  }
}
