package dev.bellhop.cli;

import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command about one background fetch: asks the site for something, and says what came of it.
 *
 * @param <R> what the site answers
 */
abstract class OneFetchCommand<R> implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "<id>", description = "The background fetch's id.")
  private String id;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final Inquiry inquiry;

  OneFetchCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  /** What to ask for. */
  abstract Action<R> action(String id);

  /** What came of it, in words. */
  abstract String told(R answer);

  @Override
  public Integer call() {
    R answer = inquiry.need(site, Unfinished.RESUME, action(id));
    terminal.out().println(id + ": " + told(answer));
    return ExitCode.WELL;
  }
}
