package dev.bellhop.cli;

import dev.bellhop.SiteOptions;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import dev.bellhop.cli.control.CacheAction;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.control.SiteAccess;
import dev.bellhop.cli.display.Amounts;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Work on a cache that may take long: it tells of its progress, and a signal undoes it, where this
 * process does it.
 */
record CacheWork(Terminal terminal, SiteOpener sites) {
  private static final long LONGEST_UNDOING = 10;

  /** Does it on a site that has stored something. */
  <R> R onWhatIsStored(SiteArguments site, CacheAction<R> action) {
    SiteOptions options = site.options().withUnfinished(Unfinished.KEEP);
    if (!Files.exists(site.dataFolder())) {
      throw SiteArguments.input(site.nothingStored());
    }
    return run(site, options, action);
  }

  /** Does it, also on a site that has nothing stored yet. */
  <R> R onAnySite(SiteArguments site, CacheAction<R> action) {
    return run(site, site.options().withUnfinished(Unfinished.KEEP), action);
  }

  private <R> R run(SiteArguments site, SiteOptions options, CacheAction<R> action) {
    try (var progress = new Progress(terminal)) {
      var settings =
          new HostOpener.Settings(site.dataFolder(), _ -> {}, HostOpener.Start.KEPT, progress);
      try (SiteAccess access = sites.reach(settings, options)) {
        return access instanceof OpenedSite opened ? here(opened, action) : access.ask(action);
      }
    }
  }

  private <R> R here(OpenedSite opened, CacheAction<R> action) {
    CompletableFuture<R> answer = action.on(opened.site());
    try (var stop =
        new OrderlyStop(
            List.of(opened::close, () -> awaitUndoing(answer)),
            terminal.err(),
            "stopped; nothing was changed.")) {
      return stop.await(answer);
    }
  }

  private static void awaitUndoing(CompletableFuture<?> answer) {
    answer
        .handle((result, failure) -> result)
        .completeOnTimeout(null, LONGEST_UNDOING, TimeUnit.SECONDS)
        .join();
  }

  /** On a terminal a line that changes, elsewhere now and then a new one. */
  private static final class Progress implements TraceListener, AutoCloseable {
    private static final int TOLD_ELSEWHERE = 10;
    private static final String REST_OF_LINE = "\u001b[K";

    private final Terminal terminal;
    private int told;

    private Progress(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void entry(TraceEntry entry) {
      if (!(entry.event() instanceof TraceEvent.CacheWorkProgress progress)) {
        return;
      }
      String line =
          "%s: %s, %s, %s so far"
              .formatted(
                  Plain.line(progress.name()),
                  progress.work(),
                  Amounts.count(progress.entries(), "entry", "entries"),
                  Amounts.size(progress.bytes()));
      if (terminal.interactive()) {
        terminal.err().print("\r" + line + REST_OF_LINE);
        terminal.err().flush();
      } else if (told % TOLD_ELSEWHERE == 0) {
        terminal.err().println(line);
      }
      told++;
    }

    @Override
    public void close() {
      if (told > 0 && terminal.interactive()) {
        terminal.err().print("\r" + REST_OF_LINE);
        terminal.err().flush();
      }
    }
  }
}
