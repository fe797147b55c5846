package dev.bellhop.cli.display;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns under headings, as wide as they need to be; the last one ends where its text ends. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings. */
  public Table(String... headings) {
    row(headings);
  }

  /** Adds a row, with as many cells as there are headings. */
  public void row(String... cells) {
    rows.add(List.of(cells).stream().map(Plain::line).toList());
  }

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(out::println);
  }

  /** Its lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
