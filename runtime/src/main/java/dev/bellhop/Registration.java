package dev.bellhop;

import java.util.concurrent.CompletableFuture;

/** A service worker registration. Safe from any thread. */
public interface Registration {
  /** The scope URL. */
  String scope();

  /** The URL of the worker's script. */
  String scriptUrl();

  /** The background fetches of this registration. */
  BackgroundFetchManager backgroundFetch();

  /**
   * Ends the worker's realm, whatever it is doing. The next event starts it again. Functional and
   * fetch events that it was handling are dispatched again then; messages are lost.
   *
   * @return completes when the realm has ended
   * @see <a href="https://w3c.github.io/ServiceWorker/#terminate-service-worker">Terminate Service
   *     Worker</a>
   */
  CompletableFuture<Void> terminate();
}
