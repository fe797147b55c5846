package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;

/** A way to a site: opened here, or in another process that owns its data folder. */
public interface SiteAccess extends AutoCloseable {
  /**
   * Asks, and waits for the answer.
   *
   * @throws BellhopException where it cannot be done
   */
  <R> R ask(Action<R> action);

  @Override
  void close();
}
