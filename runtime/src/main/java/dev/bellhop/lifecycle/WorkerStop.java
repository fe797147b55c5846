package dev.bellhop.lifecycle;

/** When a worker that has nothing to do is stopped. */
public enum WorkerStop {
  /** When it has had nothing to do for a while. */
  WHEN_IDLE,
  /**
   * At once, so that each event finds a new realm: shows what a worker wrongly keeps in globals.
   */
  AFTER_EACH_EVENT
}
