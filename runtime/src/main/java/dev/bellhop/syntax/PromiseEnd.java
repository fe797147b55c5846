package dev.bellhop.syntax;

/**
 * Where a promise gets lost, as far as the text around the call that gives it shows.
 *
 * @param at the offset in the text of the expression whose value is lost, by which two ends are
 *     told apart: of all that one function awaits the end is where its own promise is lost
 */
public record PromiseEnd(Fate fate, int at) {
  static final PromiseEnd UNKNOWN = new PromiseEnd(Fate.UNKNOWN, 0);

  /** What becomes of a promise. */
  public enum Fate {
    /**
     * Nobody gets it, nor any promise that waits for it: nothing can wait for what it stands for.
     */
    DROPPED,
    /**
     * Nobody waits for it, but code that runs when it is settled may tell somebody, as a listener
     * of an event may that has given another promise to the event before.
     */
    UNHEARD,
    /** Somebody waits for it, or the text does not show whether. */
    UNKNOWN
  }
}
