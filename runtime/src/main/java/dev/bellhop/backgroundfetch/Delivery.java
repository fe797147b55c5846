package dev.bellhop.backgroundfetch;

import java.util.concurrent.CompletionStage;

/** Brings functional events to a registration's worker. Safe from any thread. */
public interface Delivery {
  /** What became of an event. */
  enum Delivered {
    /** It was dispatched and is not active any more. */
    HANDLED,
    /** It was not dispatched: nobody listens, or the worker did not start. */
    SKIPPED
  }

  /** Whether the registration has an active worker. */
  boolean hasActiveWorker(long registrationId);

  /** The origin of a registration. */
  String origin(long registrationId);

  /**
   * Starts the worker that an event of this type would be dispatched in, so that little is left
   * between {@link #deliver} and the event. Completes also where it does not start.
   */
  CompletionStage<?> prepare(long registrationId, String type);

  /**
   * Fires a functional event on the registration's active worker, starting it where needed, with
   * the registration object of this background fetch. Completes when the event is not active any
   * more or was skipped; exceptionally where the host stops meanwhile, and then the event is
   * delivered again by a later process.
   *
   * @param type such as "backgroundfetchsuccess"
   * @see <a href="https://w3c.github.io/ServiceWorker/#fire-functional-event">Service Workers: Fire
   *     Functional Event</a>
   */
  CompletionStage<Delivered> deliver(FetchSnapshot fetch, String type);
}
