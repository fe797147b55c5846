package dev.bellhop.cli;

import dev.bellhop.SiteOptions;
import dev.bellhop.SiteOptions.Unfinished;
import dev.bellhop.cli.control.Action;
import dev.bellhop.cli.control.SiteAccess;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/** One question to a site that may be running, be at rest, or have stored nothing yet. */
final class Inquiry {
  private final SiteOpener sites;

  Inquiry(SiteOpener sites) {
    this.sites = sites;
  }

  /** Asks; nothing where the site has no data folder yet, which is not made for a question. */
  <R> Optional<R> ask(SiteArguments site, Unfinished unfinished, Action<R> action) {
    return ask(site, unfinished, access -> access.ask(action));
  }

  /** As {@link #ask(SiteArguments, Unfinished, Action)}, for many questions to the same site. */
  <R> Optional<R> ask(
      SiteArguments site, Unfinished unfinished, Function<SiteAccess, R> conversation) {
    SiteOptions options = site.options().withUnfinished(unfinished);
    if (!Files.exists(site.dataFolder())) {
      return Optional.empty();
    }
    var settings =
        new HostOpener.Settings(site.dataFolder(), _ -> {}, HostOpener.Start.KEPT, _ -> {});
    try (SiteAccess access = sites.reach(settings, options)) {
      return Optional.of(conversation.apply(access));
    }
  }

  /** Asks for something that must be there. */
  <R> R need(SiteArguments site, Unfinished unfinished, Action<R> action) {
    return ask(site, unfinished, action)
        .orElseThrow(() -> SiteArguments.input(site.nothingStored()));
  }
}
