package dev.bellhop.conformance;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that show another runtime's results beside ours. */
public final class BesideOption {
  private static final String NAME = "--beside";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description = {
        "The results of another runtime, to show beside: lines of page, status, passed and total,"
            + " with tabs between."
      })
  private @Nullable Path file;

  /**
   * What they are, or null where the option is not given.
   *
   * @throws BellhopException where the file is not such
   */
  public @Nullable OtherRuntime read() {
    return file == null ? null : OtherRuntime.read(file);
  }

  /**
   * Says that it goes with another option only.
   *
   * @throws BellhopException where it is given without
   */
  public void require(String other, boolean isOtherGiven) {
    BadInput.requireTogether(NAME, file != null, other, isOtherGiven);
  }
}
