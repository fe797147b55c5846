package dev.bellhop.conformance.output;

import dev.bellhop.BellhopException;

/** What a command cannot go on with. */
public final class BadInput {
  private BadInput() {}

  /**
   * To be thrown.
   *
   * @param message what was wrong and what would be right, in a sentence
   */
  public static BellhopException saying(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }

  /**
   * Says that an option goes with another only.
   *
   * @throws BellhopException where it is given without
   */
  public static void requireTogether(
      String option, boolean isGiven, String other, boolean isOtherGiven) {
    if (isGiven && !isOtherGiven) {
      throw saying(option + " goes with " + other + " only.");
    }
  }
}
