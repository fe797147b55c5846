package dev.bellhop.cli;

import dev.bellhop.BellhopException;

/** What the process tells its caller. */
final class ExitCode {
  /** All well. */
  static final int WELL = 0;

  /** A background fetch failed, a script threw, or a strict run reported something. */
  static final int FAILED = 1;

  /** Bad usage or input. */
  static final int BAD_INPUT = 2;

  /** An event that was to be dispatched has no listener. */
  static final int NOBODY_LISTENS = 3;

  private ExitCode() {}

  static int of(BellhopException failure) {
    return failure.kind() == BellhopException.Kind.SCRIPT ? FAILED : BAD_INPUT;
  }
}
