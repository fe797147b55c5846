package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.output.JsonLines;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of JSON for each test case, and one for the total. */
final class JsonOutput implements Output {
  private final JsonLines lines;

  JsonOutput(PrintWriter out) {
    lines = new JsonLines(out);
  }

  @Override
  public void skipped(TestCase test) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "skipped");
    line.put("id", test.id());
    line.put("reason", test.skipped());
    lines.write(line);
  }

  @Override
  public void ran(TestCase test, TestRunner.Run run, List<Surprise> surprises) {
    TestResult result = run.result();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "test");
    line.put("id", result.id());
    line.put("place", test.place().text());
    line.put("harness", result.harness());
    line.put("message", result.message());
    line.put("passed", result.passed());
    line.put("millis", result.millis());
    line.put("subtests", result.subtests());
    line.put("remarks", run.remarks());
    line.put("unexpected", surprises);
    lines.write(line);
  }

  @Override
  public void stale(List<String> ids) {
    for (String id : ids) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("type", "stale");
      line.put("id", id);
      lines.write(line);
    }
  }

  @Override
  public void total(Total total) {
    total
        .groups()
        .forEach(
            (group, tally) -> {
              Map<String, Object> line = new LinkedHashMap<>();
              line.put("type", "suite");
              line.put("suite", group.suite());
              line.put("place", group.place().text());
              sums(line, tally);
              lines.write(line);
            });
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "total");
    sums(line, total.all());
    line.put("unjudged", total.unjudged());
    line.put("reasons", total.skipped());
    lines.write(line);
  }

  private static void sums(Map<String, Object> line, Tally tally) {
    line.put("passed", tally.passed());
    line.put("subtests", tally.subtests());
    line.put("files", tally.files());
    line.put("whole", tally.whole());
    line.put("skipped", tally.skipped());
    line.put("unexpected", tally.surprises());
  }
}
