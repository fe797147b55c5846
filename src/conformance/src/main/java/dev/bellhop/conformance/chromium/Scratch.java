package dev.bellhop.conformance.chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** A new folder, removed with all that is in it when it is closed. */
public final class Scratch implements AutoCloseable {
  private final Path folder;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** Makes one in this folder. */
  public static Scratch in(Path work) throws IOException {
    return new Scratch(Files.createTempDirectory(work, "scratch"));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        try {
          Files.delete(path);
        } catch (NoSuchFileException e) {
          // A process that is ending removed it itself.
        }
      }
    }
  }
}
