package dev.bellhop.cli;

import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clicks on a background fetch. */
@Command(
    name = "click",
    description =
        "Clicks on a background fetch's display, and waits until the worker has handled the event.",
    footer = {"", "Examples:", "  bellhop fetches click examples/movies movies"})
final class FetchesClickCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "<id>", description = "The background fetch's id.")
  private String id;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  FetchesClickCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    inquiry.need(site, Unfinished.RESUME, new Action.ClickFetch(id));
    terminal.out().println(id + ": clicked");
    return ExitCode.WELL;
  }
}
