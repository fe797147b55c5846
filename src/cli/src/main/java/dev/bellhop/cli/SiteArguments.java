package dev.bellhop.cli;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which site: the arguments that every command has. */
final class SiteArguments {
  private static final String USUAL_SCRIPT = "sw.js";

  @Parameters(
      index = "0",
      paramLabel = "<site>",
      description = "The site: a folder with sw.js, or the worker's script itself.")
  private Path site;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where state lives. Default: .bellhop in the site's folder.")
  private @Nullable Path data;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      defaultValue = "https://localhost",
      description = "The origin that scripts see: ${DEFAULT-VALUE}.")
  private String origin;

  @Option(
      names = "--quota",
      paramLabel = "SIZE",
      description = {
        "How much the site may store in caches and background fetches, such as 2GB.",
        "Default: as much as the disk has room for."
      })
  private @Nullable String quota;

  /**
   * The site.
   *
   * @throws BellhopException where there is no such folder or script
   */
  SiteOptions options() {
    SiteOptions options = place().withOrigin(origin);
    return quota == null ? options : options.withQuota(Sizes.positive("--quota", quota));
  }

  private SiteOptions place() {
    if (Files.isDirectory(site)) {
      if (!Files.isRegularFile(site.resolve(USUAL_SCRIPT))) {
        throw input(
            "There is no "
                + USUAL_SCRIPT
                + " in "
                + site
                + "; name the worker's script itself if it is called otherwise.");
      }
      return SiteOptions.folder(site);
    }
    if (!Files.exists(site)) {
      throw input("There is no folder or script " + site + ".");
    }
    return SiteOptions.folder(folder()).withScript(site.getFileName().toString());
  }

  /** The folder that state lives in; it need not exist. */
  Path dataFolder() {
    return data != null ? data : folder().resolve(".bellhop");
  }

  /** What to say where there is no data folder. */
  String nothingStored() {
    return "Nothing is stored for " + site + " yet.";
  }

  private Path folder() {
    if (Files.isDirectory(site)) {
      return site;
    }
    Path parent = site.getParent();
    return parent == null ? Path.of("") : parent;
  }

  static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
