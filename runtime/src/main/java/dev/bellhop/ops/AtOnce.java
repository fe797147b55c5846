package dev.bellhop.ops;

/**
 * Whether an operation may answer at once, without a turn of the realm's loop. Most may, where the
 * answer is in memory; but a script that only ever awaits such answers would keep timers and events
 * waiting, so that now and then one has to go the long way. On the realm's loop only.
 */
final class AtOnce {
  private static final int IN_A_ROW = 64;

  private int given;

  boolean may() {
    given++;
    return given % IN_A_ROW != 0;
  }
}
