package dev.bellhop.conformance.compatibility;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables among the resources: a line of titles, then a line for each row, with tabs between. */
final class Table {
  private Table() {}

  /** The rows of a table of ours. */
  static List<List<String>> rows(String name) {
    return rowsOf(Objects.requireNonNull(Table.class.getResourceAsStream(name), name));
  }

  /** The rows of the shims' table of interfaces that are left out. */
  static List<List<String>> absentInterfaces() {
    String name = "/dev/bellhop/shims/absent-interfaces.tsv";
    return rowsOf(Objects.requireNonNull(Table.class.getResourceAsStream(name), name));
  }

  /** A text among the resources. */
  static String text(String name) {
    return read(Objects.requireNonNull(Table.class.getResourceAsStream(name), name));
  }

  private static List<List<String>> rowsOf(InputStream resource) {
    return read(resource).lines().skip(1).map(line -> List.of(line.split("\t", -1))).toList();
  }

  private static String read(InputStream resource) {
    try (resource) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
