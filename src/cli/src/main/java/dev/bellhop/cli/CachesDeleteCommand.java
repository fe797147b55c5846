package dev.bellhop.cli;

import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a cache. */
@Command(
    name = "delete",
    description = "Deletes a cache with everything in it.",
    footer = {"", "Examples:", "  bellhop caches delete examples/movies movies"})
final class CachesDeleteCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "NAME", description = "The cache's name.")
  private String name;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private record Deletion(String name, boolean deleted) {}

  private final Terminal terminal;
  private final Inquiry inquiry;

  CachesDeleteCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    inquiry = new Inquiry(sites);
  }

  @Override
  public Integer call() {
    boolean deleted = inquiry.need(site, Unfinished.KEEP, new CacheAction.DeleteCache(name));
    terminal
        .out()
        .println(
            json
                ? Json.MAPPER.writeValueAsString(new Deletion(name, deleted))
                : Plain.line(name) + ": deleted");
    return ExitCode.WELL;
  }
}
