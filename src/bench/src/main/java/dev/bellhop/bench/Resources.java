package dev.bellhop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts that benchmarks run. */
final class Resources {
  private Resources() {}

  static String text(String name) throws IOException {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes one into a folder, under its name. */
  static Path write(String name, Path folder) throws IOException {
    return Files.writeString(folder.resolve(name), text(name));
  }
}
