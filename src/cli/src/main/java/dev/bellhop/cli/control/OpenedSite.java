package dev.bellhop.cli.control;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.Site;
import dev.bellhop.SiteResponse;
import java.util.concurrent.CompletionException;

/** A site that this process has opened; closing it closes the host. */
public record OpenedSite(Bellhop host, Site site) implements SiteAccess {
  @Override
  public <R> R ask(Action<R> action) {
    try {
      return action.on(site).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BellhopException cause ? cause : e;
    }
  }

  @Override
  public SiteResponse fetch(Action.Fetch action) {
    return ask(action);
  }

  @Override
  public void close() {
    host.close();
  }
}
