package dev.bellhop.archive;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file or folder that is written beside its place under a hidden name, and gets its own name when
 * it is complete.
 */
final class Target implements AutoCloseable {
  private static final String SUFFIX = ".part";
  private static final int ID_LENGTH = 36;

  private final Path place;
  private final Path draft;

  /** Makes the folders above; fails where something is at the place already. */
  Target(Path place) throws IOException {
    this.place = place.toAbsolutePath().normalize();
    requireFree();
    Path parent = this.place.getParent();
    Path name = this.place.getFileName();
    if (parent == null || name == null) {
      throw taken();
    }
    Files.createDirectories(parent);
    draft = parent.resolve(prefix(name) + UUID.randomUUID() + SUFFIX);
  }

  private static String prefix(Path name) {
    return "." + name + ".";
  }

  /** What others have written, or are writing, for a place that has not got its name. */
  static List<Path> drafts(Path place) throws IOException {
    Path absolute = place.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      return List.of();
    }
    try (Stream<Path> beside = Files.list(parent)) {
      return beside.filter(file -> isDraft(file.getFileName().toString(), name)).sorted().toList();
    }
  }

  private static boolean isDraft(String file, Path place) {
    return file.startsWith(prefix(place))
        && file.endsWith(SUFFIX)
        && file.length() == prefix(place).length() + ID_LENGTH + SUFFIX.length();
  }

  private void requireFree() throws IOException {
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      try (var inside = Files.newDirectoryStream(place)) {
        if (!inside.iterator().hasNext()) {
          return;
        }
      }
    }
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw taken();
    }
  }

  private BellhopException taken() {
    return new BellhopException(
        BellhopException.Kind.INPUT,
        Files.isDirectory(place)
            ? "The folder " + place + " is not empty; name one that is new or empty."
            : "There is a file " + place + " already; name one that is new, or remove it.");
  }

  /** Where to write. */
  Path draft() {
    return draft;
  }

  /** The place of a file of the draft, or of the draft itself, when it has its name. */
  Path placed(Path file) {
    return place.resolve(draft.relativize(file).toString()).normalize();
  }

  /** Gives the draft its name. */
  void place() throws IOException {
    try {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(place);
      }
      Files.move(draft, place);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      throw taken();
    }
  }

  /** Removes the draft, where it has not got its name. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(draft, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (var paths = Files.walk(draft)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
