package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceListener;
import dev.bellhop.cli.control.OpenedSite;
import dev.bellhop.cli.control.RunningSite;
import dev.bellhop.cli.control.SiteAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Finds a way to a site: through the process that runs it, or by opening it. */
final class SiteOpener {
  /** A process that has just taken the data folder listens soon. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final HostOpener opener;

  SiteOpener(HostOpener opener) {
    this.opener = opener;
  }

  /** Opens the site in this process. */
  OpenedSite open(HostOpener.Settings settings, SiteOptions options) {
    Bellhop host = opener.open(settings);
    try {
      return new OpenedSite(host, host.site(options));
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  /** Whether a process runs the site with this data folder now. */
  boolean isRunning(Path dataFolder) {
    return running(dataFolder, _ -> {}).isPresent();
  }

  /** The site in the process that runs it, or else opened here. */
  SiteAccess reach(HostOpener.Settings settings, SiteOptions options) {
    Optional<RunningSite> running = running(settings.dataFolder(), settings.trace());
    if (running.isPresent()) {
      requireNoQuota(options);
      return running.get();
    }
    try {
      return open(settings, options);
    } catch (BellhopException e) {
      if (e.kind() != BellhopException.Kind.STORE) {
        throw e;
      }
      return awaitRunning(settings, e);
    }
  }

  /** The site is open already, with the quota that it was opened with. */
  private static void requireNoQuota(SiteOptions options) {
    if (options.quota() != null) {
      throw SiteArguments.input(
          "Another process runs the site, and --quota is for that one: leave it out, or end the"
              + " other one first.");
    }
  }

  private SiteAccess awaitRunning(HostOpener.Settings settings, BellhopException failure) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < end) {
        Optional<RunningSite> running = running(settings.dataFolder(), settings.trace());
        if (running.isPresent()) {
          return running.get();
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw failure;
  }

  private static Optional<RunningSite> running(Path dataFolder, TraceListener trace) {
    return RunningSite.find(dataFolder, trace);
  }
}
