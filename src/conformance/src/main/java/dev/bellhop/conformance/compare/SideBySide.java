package dev.bellhop.conformance.compare;

import dev.bellhop.conformance.compare.Comparison.Difference;
import dev.bellhop.conformance.compare.Comparison.Row;
import dev.bellhop.conformance.compare.KnownDifferences.Known;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two traces in two columns, for persons. */
final class SideBySide implements CompareOutput {
  private static final int MARGIN = 4;
  private static final int GAP = 2;
  private static final int NARROWEST = 60;

  private final PrintWriter out;
  private final int column;

  /**
   * For a terminal.
   *
   * @param columns how wide it is
   */
  SideBySide(PrintWriter out, int columns) {
    this.out = out;
    this.column = (Math.max(columns, NARROWEST) - MARGIN - GAP) / 2;
  }

  @Override
  public void compared(ComparedSite site, Comparison comparison) {
    out.println(site.name());
    line(' ', "Bellhop", comparison.other());
    String realm = "";
    for (Row row : comparison.rows()) {
      if (!row.observation().realm().equals(realm)) {
        realm = row.observation().realm();
        out.println("  " + realm);
      }
      print(row);
    }
    comparison.complaints().forEach(complaint -> out.println("  ! " + complaint));
    for (Known stale : comparison.stale()) {
      out.println(
          "  ! "
              + stale.name()
              + ": this known difference did not occur; take it out of the site's known.json.");
    }
    out.println("  " + sums(List.of(comparison)));
    reasons(comparison);
    out.println();
    out.flush();
  }

  @Override
  public void total(List<Comparison> comparisons) {
    if (comparisons.size() > 1) {
      out.println(comparisons.size() + " sites: " + sums(comparisons));
      out.flush();
    }
  }

  private static String sums(List<Comparison> comparisons) {
    return "%d the same, %d known to differ, %d unexplained"
        .formatted(
            comparisons.stream().mapToInt(Comparison::same).sum(),
            comparisons.stream().mapToInt(one -> one.known().size()).sum(),
            comparisons.stream().mapToInt(one -> one.unexplained().size()).sum());
  }

  private void reasons(Comparison comparison) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Difference difference : comparison.known()) {
      if (difference.known() != null) {
        reasons.put(difference.known().name(), difference.known().reason());
      }
    }
    reasons.forEach((name, reason) -> out.println("  ~ " + name + ": " + reason));
  }

  private void print(Row row) {
    line(mark(row.differences()), text(row.bellhop()), text(row.chromium()));
    for (Difference difference : row.differences()) {
      char mark = difference.known() == null ? '!' : '~';
      line(
          mark,
          "  " + difference.what() + ": " + difference.bellhop(),
          "  " + difference.what() + ": " + difference.chromium());
    }
  }

  private static char mark(List<Difference> differences) {
    if (differences.isEmpty()) {
      return ' ';
    }
    return differences.stream().allMatch(difference -> difference.known() != null) ? '~' : '!';
  }

  private static String text(@Nullable Observation observation) {
    if (observation == null) {
      return "-";
    }
    String value = observation.facts().getOrDefault("value", observation.facts().get("error"));
    String note = observation.note() == null ? "" : " (" + observation.note() + ")";
    return observation.subject() + (value == null ? "" : " = " + value) + note;
  }

  private void line(char mark, String left, String right) {
    String cut = cut(left);
    out.println("  " + mark + " " + cut + " ".repeat(column - cut.length() + GAP) + cut(right));
  }

  private String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    if (text.startsWith("  ")) {
      line = " " + line;
    }
    return line.length() <= column ? line : line.substring(0, column - 3) + "...";
  }
}
