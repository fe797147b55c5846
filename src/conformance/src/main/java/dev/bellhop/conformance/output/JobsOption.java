package dev.bellhop.conformance.output;

import dev.bellhop.BellhopException;
import picocli.CommandLine.Option;

/** The option of commands that do several things at a time. */
public final class JobsOption {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many run at a time. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  /**
   * How many.
   *
   * @throws BellhopException where that is none
   */
  public int jobs() {
    if (jobs < 1) {
      throw BadInput.saying("--jobs must be 1 or more, and not " + jobs + ".");
    }
    return jobs;
  }
}
