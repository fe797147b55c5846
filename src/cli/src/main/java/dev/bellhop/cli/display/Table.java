package dev.bellhop.cli.display;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Columns under headings, as wide as they need to be for what has been added so far; the last one
 * ends where its text ends.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  /** With these headings. */
  public Table(String... headings) {
    widths = new int[headings.length];
    row(headings);
  }

  /** Adds a row, with as many cells as there are headings. */
  public void row(String... cells) {
    List<String> row = Stream.of(cells).map(Plain::line).toList();
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
    rows.add(row);
  }

  /** Prints what has been added since the last time, and forgets it. */
  public void print(PrintWriter out) {
    out.println(String.join("\n", lines()));
    rows.clear();
  }

  /** Its lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
