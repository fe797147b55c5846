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
   * Dispatches a functional event in the active worker, which is started where it does not run.
   * Waits until the worker is activated and until the event has ended; an event whose worker is
   * stopped meanwhile is dispatched again.
   *
   * @return completes with what became of it, also where its handlers failed; fails with {@link
   *     BellhopException} where the event names something that is not there, such as a notification
   * @see <a href="https://w3c.github.io/ServiceWorker/#fire-functional-event">Fire Functional
   *     Event</a>
   */
  CompletableFuture<DispatchResult> dispatch(WorkerEvent event);

  /**
   * Completes when the active worker has nothing left to do, also nothing that no event waits for:
   * no task, no timer, no operation under way. At once where it does not run.
   */
  CompletableFuture<Void> idle();

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
