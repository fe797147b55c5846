package dev.bellhop;

import java.util.concurrent.CompletableFuture;

/** A page realm that runs: a client without a DOM. */
public interface Page extends AutoCloseable {
  /** The page's URL. */
  String url();

  /**
   * Runs a further classic script in the realm, after what is queued there.
   *
   * @param name stands for the script's URL where it fails
   * @return completes when it has been evaluated; fails with a {@link BellhopException} where it
   *     throws or does not parse, which the trace has been told then
   */
  CompletableFuture<Void> runScript(String name, String text);

  /** Ends the realm. Its promises never settle. */
  @Override
  void close();
}
