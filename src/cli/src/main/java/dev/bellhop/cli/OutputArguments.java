package dev.bellhop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What to tell of a run, and how. */
final class OutputArguments {
  @Option(
      scope = ScopeType.INHERIT,
      names = "--json",
      description = "Print the trace as JSON lines, and nothing else, on standard output.")
  private boolean json;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--trace",
      paramLabel = "FILE",
      description = "Write the trace as JSON lines to a file, beside what is printed.")
  private @Nullable Path trace;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--strict",
      description = "End with exit code 1 where something is reported that cannot be meant.")
  private boolean strict;

  boolean json() {
    return json;
  }

  @Nullable Path trace() {
    return trace;
  }

  boolean strict() {
    return strict;
  }
}
