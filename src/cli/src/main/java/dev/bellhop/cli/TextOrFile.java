package dev.bellhop.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The value of an option that is text, or names a file by an @ before it. */
final class TextOrFile {
  private TextOrFile() {}

  /**
   * The bytes that are meant.
   *
   * @throws dev.bellhop.BellhopException where the file cannot be read
   */
  static byte[] bytes(String value, String option) {
    if (!value.startsWith("@")) {
      return value.getBytes(StandardCharsets.UTF_8);
    }
    if (value.startsWith("@@")) {
      return value.substring(1).getBytes(StandardCharsets.UTF_8);
    }
    Path file = Path.of(value.substring(1));
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw SiteArguments.input("The file " + file + " after " + option + " cannot be read.");
    }
  }
}
