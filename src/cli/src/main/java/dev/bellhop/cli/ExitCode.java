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

  private ExitCode() {}

  static int of(BellhopException failure) {
    return failure.kind() == BellhopException.Kind.SCRIPT ? FAILED : BAD_INPUT;
  }
}
