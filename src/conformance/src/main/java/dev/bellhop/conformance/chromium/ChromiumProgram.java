package dev.bellhop.conformance.chromium;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Chromium is on this machine. */
public final class ChromiumProgram {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<Path> PLACES =
      List.of(
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

  private ChromiumProgram() {}

  /**
   * The one on the path, or else in the usual place.
   *
   * @param path the folders to look in, as in the environment's PATH
   */
  public static Optional<Path> find(String path) {
    Stream<Path> onPath =
        Stream.of(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(onPath, PLACES.stream()).filter(Files::isExecutable).findFirst();
  }
}
