package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteResponse;

/** A way to a site: opened here, or in another process that owns its data folder. */
public interface SiteAccess extends AutoCloseable {
  /**
   * Asks, and waits for the answer.
   *
   * @throws BellhopException where it cannot be done
   */
  <R> R ask(Action<R> action);

  /**
   * Makes a request, and waits for the head of the response, which is to be closed.
   *
   * @throws BellhopException where there is none
   */
  SiteResponse fetch(Action.Fetch action);

  @Override
  void close();
}
