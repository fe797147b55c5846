package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Aborts a background fetch. */
@Command(
    name = "abort",
    description = "Aborts a background fetch and waits until the worker has handled the event.",
    footer = {"", "Examples:", "  bellhop fetches abort examples/movies movies"})
final class FetchesAbortCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "<id>", description = "The background fetch's id.")
  private String id;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  FetchesAbortCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    BackgroundFetchInfo info = inquiry.need(site, Unfinished.RESUME, new Action.AbortFetch(id));
    terminal
        .out()
        .println(
            info.failureReason().equals("aborted")
                ? id + ": aborted"
                : id + ": had ended before, " + info.result());
    return ExitCode.WELL;
  }
}
