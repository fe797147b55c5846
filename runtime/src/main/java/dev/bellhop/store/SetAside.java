package dev.bellhop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folder for what was found damaged at one time: {@code damaged/<time>} in the data folder.
 * Bellhop never reads what is there, and never deletes it.
 */
final class SetAside {
  static final String FOLDER = "damaged";

  /** Names in the order of time. */
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private SetAside() {}

  /** The folder for now, which is made where it is missing. */
  static Path folder(Path dataFolder, Instant now) throws IOException {
    Path damaged = dataFolder.resolve(FOLDER);
    Path folder = Files.createDirectories(damaged.resolve(NAME.format(now)));
    FileSync.FORCE.syncNames(damaged);
    FileSync.FORCE.syncNames(dataFolder);
    return folder;
  }

  /** The folder that was made last, or, where somebody has removed it, an undated one. */
  static Path newest(Path dataFolder) throws IOException {
    Path damaged = dataFolder.resolve(FOLDER);
    if (Files.isDirectory(damaged)) {
      try (var folders = Files.list(damaged)) {
        Optional<Path> last = folders.filter(Files::isDirectory).max(Comparator.naturalOrder());
        if (last.isPresent()) {
          return last.get();
        }
      }
    }
    return folder(dataFolder, Instant.EPOCH);
  }
}
