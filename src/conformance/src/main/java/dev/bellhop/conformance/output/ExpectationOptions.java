package dev.bellhop.conformance.output;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that compare results with what is expected of them. */
public final class ExpectationOptions {
  private final Path sources;
  private final Class<?> owner;
  private final String bundled;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page with all results, to be looked at in a browser.")
  private @Nullable Path report;

  @Option(
      names = "--expectations",
      paramLabel = "DIR",
      description = "The folder with what is expected. Default: Bellhop's own.")
  private @Nullable Path expectations;

  @Option(
      names = "--update-expectations",
      description = {
        "Write the results down as what is expected, and forget what is gone. Reasons stay; where one"
            + " is missing then, the next run asks for it."
      })
  private boolean update;

  /**
   * For one command.
   *
   * @param sources where its expectations are kept, in a checkout of Bellhop
   * @param owner the class beside which they are bundled
   * @param bundled the name of one of the bundled files
   */
  public ExpectationOptions(Path sources, Class<?> owner, String bundled) {
    this.sources = sources;
    this.owner = owner;
    this.bundled = bundled;
  }

  /** The file for the report, or null where none is wanted. */
  public @Nullable Path report() {
    return report;
  }

  /** Whether the results are to be written down. */
  public boolean isUpdate() {
    return update;
  }

  /** What is expected, read from its folder. */
  public <T> T read(Function<Path, T> reader) throws IOException {
    if (expectations != null) {
      return reader.apply(expectations);
    }
    if (update && Files.isDirectory(sources)) {
      return reader.apply(sources);
    }
    return Bundled.read(owner, bundled, reader);
  }

  /** The folder that the results are written down in. */
  public Path folder() {
    return expectations == null ? sources : expectations;
  }

  /**
   * Looks whether there is a place for what is to be written: what cannot be written in the end
   * need not be run at all.
   *
   * @throws BellhopException where there is none
   */
  public void requireFolders() {
    if (report != null) {
      requireFolder(report.toAbsolutePath().getParent(), "--report");
    }
    if (update) {
      requireFolder(folder(), "--expectations");
    }
  }

  private static void requireFolder(@Nullable Path folder, String option) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw BadInput.saying(
          "There is no folder " + folder + " to write to; name another with " + option + ".");
    }
  }
}
