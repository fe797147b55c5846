package dev.bellhop.conformance.compare;

import dev.bellhop.conformance.compare.Comparison.Difference;
import dev.bellhop.conformance.compare.Comparison.Row;
import dev.bellhop.conformance.compare.KnownDifferences.Known;
import dev.bellhop.conformance.output.JsonLines;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of JSON for each thing that happened, for each site, and for all of them. */
final class JsonRows implements CompareOutput {
  private final JsonLines lines;

  JsonRows(PrintWriter out) {
    lines = new JsonLines(out);
  }

  @Override
  public void compared(ComparedSite site, Comparison comparison) {
    for (Row row : comparison.rows()) {
      Map<String, @Nullable Object> line = new LinkedHashMap<>();
      line.put("type", "observation");
      line.put("site", site.name());
      line.put("realm", row.observation().realm());
      line.put("subject", row.observation().subject());
      line.put("bellhop", side(row.bellhop()));
      line.put("chromium", side(row.chromium()));
      line.put("differences", row.differences().stream().map(JsonRows::difference).toList());
      lines.write(line);
    }
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("type", "site");
    line.put("site", site.name());
    sums(line, List.of(comparison));
    line.put("complaints", comparison.complaints());
    line.put("stale", comparison.stale().stream().map(Known::name).toList());
    lines.write(line);
  }

  @Override
  public void total(List<Comparison> comparisons) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("type", "total");
    line.put("sites", comparisons.size());
    sums(line, comparisons);
    lines.write(line);
  }

  private static @Nullable Map<String, @Nullable Object> side(@Nullable Observation observation) {
    if (observation == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("at", observation.at());
    members.put("facts", observation.facts());
    members.put("note", observation.note());
    return members;
  }

  private static Map<String, @Nullable Object> difference(Difference difference) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("what", difference.what());
    members.put("bellhop", difference.bellhop());
    members.put("chromium", difference.chromium());
    members.put("known", difference.known() == null ? null : difference.known().name());
    members.put("reason", difference.known() == null ? null : difference.known().reason());
    return members;
  }

  private static void sums(Map<String, @Nullable Object> line, List<Comparison> comparisons) {
    line.put("same", comparisons.stream().mapToInt(Comparison::same).sum());
    line.put("known", comparisons.stream().mapToInt(one -> one.known().size()).sum());
    line.put("unexplained", comparisons.stream().mapToInt(one -> one.unexplained().size()).sum());
  }
}
