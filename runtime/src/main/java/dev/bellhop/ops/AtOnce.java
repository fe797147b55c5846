package dev.bellhop.ops;

/**
 * Whether an operation may answer at once, without a turn of the realm's loop. Most may, where the
 * answer is in memory; but a script that only ever awaits such answers would keep timers and events
 * waiting, so that now and then one has to go the long way. On the realm's loop only.
 */
final class AtOnce {
  private static final int SMALL_ONES_IN_A_ROW = 64;

  private final int inARow;
  private int given;

  /** For answers that are given in microseconds. */
  AtOnce() {
    this(SMALL_ONES_IN_A_ROW);
  }

  /** One of so many answers goes the long way. */
  AtOnce(int inARow) {
    this.inARow = inARow;
  }

  boolean may() {
    given++;
    return given % inARow != 0;
  }
}
