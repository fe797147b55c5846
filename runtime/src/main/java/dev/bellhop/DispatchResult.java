package dev.bellhop;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was dispatched in a worker.
 *
 * @param listeners how many listeners were called
 * @param thrown how many of them threw
 * @param rejected how many promises of waitUntil() were rejected
 * @param why why it was skipped or failed, in words, or null where it was handled
 * @param answer what the worker answered, as JSON, where the event asks for an answer and the
 *     worker gave one, or null
 */
public record DispatchResult(
    Outcome outcome,
    int listeners,
    int thrown,
    int rejected,
    @Nullable String why,
    @Nullable String answer) {

  /** How it ended. */
  public enum Outcome {
    /** Every listener returned, and everything they waited for went well. */
    HANDLED,
    /** Nobody listens to this event. */
    SKIPPED,
    /**
     * A listener threw, a promise of waitUntil() was rejected, the worker did not start, or the
     * event did not end in time.
     */
    FAILED
  }

  /** With an answer. */
  public DispatchResult withAnswer(@Nullable String answer) {
    return new DispatchResult(outcome, listeners, thrown, rejected, why, answer);
  }
}
