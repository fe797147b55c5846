package dev.bellhop.lifecycle;

import java.util.Locale;

/**
 * The states of a worker, in their order.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-state">Service Workers: state</a>
 */
public enum WorkerState {
  /** Evaluated, not announced yet. */
  PARSED,
  /** Its install event is being handled. */
  INSTALLING,
  /** Waiting. */
  INSTALLED,
  /** Its activate event is being handled. */
  ACTIVATING,
  /** Ready for functional events. */
  ACTIVATED,
  /** Replaced or discarded. */
  REDUNDANT;

  /** The state as scripts and rows spell it. */
  public String spelled() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this spelling. */
  public static WorkerState of(String spelled) {
    return valueOf(spelled.toUpperCase(Locale.ROOT));
  }
}
