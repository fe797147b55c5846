package dev.bellhop.cli;

import dev.bellhop.SiteOptions;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with what an earlier run left, and with nothing else. */
@Command(
    name = "resume",
    sortOptions = false,
    header = "Goes on with what a crash or Ctrl-C left.",
    description = {
      "Runs the background fetches and events that earlier runs did not bring to their end, without"
          + " opening a page or looking at the worker's script again. Where a run of the site is"
          + " going on, it is watched until nothing is left to do."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop resume examples/movies",
      "  bellhop resume examples/movies --throttle 2MB/s"
    })
final class ResumeCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();
  @Mixin private ServingArguments serving = new ServingArguments();
  @Mixin private WorkerArguments workers = new WorkerArguments();
  @Mixin private OutputArguments output = new OutputArguments();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;

  ResumeCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
  }

  @Override
  public Integer call() {
    SiteOptions options = serving.apply(site.options());
    if (!Files.exists(site.dataFolder())) {
      throw SiteArguments.input(site.nothingStored());
    }
    var place =
        new Errand.Place(site.dataFolder(), options, serving.host().andThen(workers.host()));
    return new Errand(terminal, sites).run(place, output, new Action.AwaitIdle());
  }
}
