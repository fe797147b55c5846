package dev.bellhop;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A page realm that runs: a client without a DOM. Safe from any thread. */
public interface Page extends AutoCloseable {
  /** The page's URL. */
  String url();

  /** Its id as a client: what workers find it by. */
  String clientId();

  /**
   * The URL of the script of the worker that controls it, or null where none does: no registration
   * with an active worker had a scope for it when it was opened, and none has claimed it since.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-control">Service Workers: control</a>
   */
  @Nullable String controller();

  /** Gives it the focus, which another page of its site may have had until now. */
  void focus();

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
