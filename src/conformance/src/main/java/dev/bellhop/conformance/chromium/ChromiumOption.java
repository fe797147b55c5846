package dev.bellhop.conformance.chromium;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that start Chromium. */
public final class ChromiumOption {
  @Option(
      names = "--chromium",
      paramLabel = "PROGRAM",
      description = "The browser's program. Default: the chromium or google-chrome on the path.")
  private @Nullable Path chromium;

  /**
   * The program.
   *
   * @param path the folders to look in where the option is not given, as in the environment's PATH
   * @throws BellhopException where there is none
   */
  public Path program(String path) {
    if (chromium == null) {
      return ChromiumProgram.find(path)
          .orElseThrow(
              () ->
                  BadInput.saying(
                      "There is no Chromium on the path. Install it (Debian and Ubuntu: apt install"
                          + " chromium; Fedora: dnf install chromium; macOS: brew install --cask"
                          + " chromium), or name its program with --chromium."));
    }
    if (!Files.isExecutable(chromium)) {
      throw BadInput.saying("There is no program " + chromium + ".");
    }
    return chromium;
  }
}
