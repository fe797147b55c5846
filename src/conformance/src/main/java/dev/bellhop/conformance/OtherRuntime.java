package dev.bellhop.conformance;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What another runtime reached on the same tree: a file of lines with the page, its harness status,
 * the subtests passed and the subtests in all, between tabs, below a first line with titles. More
 * columns may follow.
 *
 * @param name the runtime's, after the file
 * @param files by page
 */
public record OtherRuntime(String name, Map<String, Score> files) {
  /** The subtests of a file. */
  public record Score(long passed, long subtests) {}

  public OtherRuntime {
    files = Map.copyOf(files);
  }

  /**
   * Reads it.
   *
   * @throws BellhopException where there is no such file, or it is of another kind
   */
  public static OtherRuntime read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw input("There is no file " + file + " with another runtime's results.");
    } catch (IOException e) {
      throw input("The file " + file + " cannot be read: " + e.getMessage());
    }
    Map<String, Score> files = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] columns = lines.get(i).split("\t", -1);
      try {
        if (columns.length < 4) {
          throw new NumberFormatException("too few columns");
        }
        files.put(columns[0], new Score(Long.parseLong(columns[2]), Long.parseLong(columns[3])));
      } catch (NumberFormatException e) {
        throw input(
            "Line "
                + (i + 1)
                + " of "
                + file
                + " is not page, harness status, passed and total, with tabs between.");
      }
    }
    String name = file.getFileName().toString().replaceFirst("\\.tsv$", "");
    return new OtherRuntime(name, files);
  }

  /** What it reached in a file, where that is known. */
  public Optional<Score> score(String page) {
    return Optional.ofNullable(files.get(page));
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
