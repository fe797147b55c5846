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
}
