package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.SiteOptions;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.display.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a background fetch, as a page would, and waits until its event is handled. */
@Command(
    name = "fetch",
    sortOptions = false,
    header = "Starts a background fetch, as a page would.",
    description =
        "Waits until the site's worker has handled its event. Works while a run of the site is"
            + " going on, too.",
    footer = {
      "",
      "Examples:",
      "  bellhop fetch examples/movies two media/low-tide.y4m media/snow.y4m",
      "  bellhop fetch examples/movies one https://example.com/film.mp4 --title Film"
    })
final class FetchCommand implements Callable<Integer> {
  @Mixin private SiteArguments site = new SiteArguments();

  @Parameters(index = "1", paramLabel = "<id>", description = "The background fetch's id.")
  private String id;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "<url>",
      description = "What to fetch; relative URLs start at the worker's script.")
  private List<String> urls = new ArrayList<>();

  @Option(names = "--title", paramLabel = "T", description = "The title to show.")
  private @Nullable String title;

  @Option(names = "--icon", paramLabel = "URL", description = "An icon to show; repeatable.")
  private List<String> icons = new ArrayList<>();

  @Option(
      names = "--download-total",
      paramLabel = "N",
      defaultValue = "0",
      description = "The bytes that all bodies together may have at most. Default: no limit.")
  private long downloadTotal;

  @Mixin private ServingArguments serving = new ServingArguments();
  @Mixin private OutputArguments output = new OutputArguments();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;
  private final SiteOpener sites;

  FetchCommand(Terminal terminal, SiteOpener sites) {
    this.terminal = terminal;
    this.sites = sites;
  }

  @Override
  public Integer call() {
    if (downloadTotal < 0) {
      throw SiteArguments.input("The download total " + downloadTotal + " is below 0.");
    }
    SiteOptions options = serving.apply(site.options());
    var start =
        new Action.StartFetch(
            id,
            List.copyOf(urls),
            new BackgroundFetchOptions(
                title, icons.stream().map(BackgroundFetchIcon::at).toList(), downloadTotal));
    return new Errand(terminal, sites)
        .run(new Errand.Place(site.dataFolder(), options, serving.host()), output, start);
  }
}
