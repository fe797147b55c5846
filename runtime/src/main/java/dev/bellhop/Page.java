package dev.bellhop;

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

  /** Ends the realm. Its promises never settle. */
  @Override
  void close();
}
