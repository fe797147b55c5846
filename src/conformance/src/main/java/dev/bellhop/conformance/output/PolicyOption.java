package dev.bellhop.conformance.output;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BellhopException;
import picocli.CommandLine.Option;

/** The option of commands that run background fetches. */
public final class PolicyOption {
  @Option(
      names = "--policy",
      paramLabel = "specification|chromium",
      defaultValue = "specification",
      description = "Whom Bellhop's background fetches follow. Default: ${DEFAULT-VALUE}.")
  private String policy = "";

  /**
   * Whom.
   *
   * @throws BellhopException where there is no such
   */
  public BackgroundFetchPolicy policy() {
    return BackgroundFetchPolicy.named(policy);
  }
}
