package dev.bellhop.encoding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables among the resources: lines of words, and comments. */
final class Tables {
  private Tables() {}

  static List<String[]> lines(String table) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Tables.class.getResourceAsStream(table)),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
