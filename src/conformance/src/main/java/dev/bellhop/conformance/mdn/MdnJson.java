package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import dev.bellhop.conformance.output.JsonLines;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of JSON for each block, and one for the total. */
final class MdnJson implements MdnOutput {
  private final JsonLines lines;

  MdnJson(PrintWriter out) {
    lines = new JsonLines(out);
  }

  @Override
  public void ran(Outcome outcome, Judgement judgement) {
    Block block = outcome.example().block();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "block");
    line.put("page", block.page());
    line.put("line", block.line());
    line.put("heading", block.heading());
    line.put("kind", outcome.example().kind().text());
    line.put("realm", outcome.example().isForPage() ? "page" : "worker");
    line.put("fixture", outcome.example().expected().fixture());
    line.put("verdict", judgement.verdict().text());
    line.put("dispatched", outcome.dispatched());
    line.put("effects", outcome.effects());
    line.put("problems", outcome.problems().stream().map(problem -> json(block, problem)).toList());
    line.put("diagnostics", outcome.remarks().stream().map(remark -> json(block, remark)).toList());
    line.put("reason", outcome.example().expected().reason());
    line.put("unexpected", judgement.surprises());
    line.put("millis", outcome.millis());
    lines.write(line);
  }

  private static Map<String, Object> json(Block block, Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", problem.kind());
    json.put("message", problem.message());
    json.put("line", pageLine(block, problem.line()));
    return json;
  }

  private static Map<String, Object> json(Block block, Remark remark) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", remark.code());
    json.put("message", remark.message());
    json.put("fix", remark.fix());
    json.put("link", remark.link());
    json.put("line", pageLine(block, remark.line()));
    return json;
  }

  /** The line of the page; 0 where it is not known. */
  private static int pageLine(Block block, int line) {
    return line == 0 ? 0 : block.line() + line;
  }

  @Override
  public void total(MdnTotal total) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "total");
    line.put("blocks", total.all());
    line.put("millis", total.millis());
    line.put("diagnostics", total.diagnostics());
    for (BlockClass kind : BlockClass.values()) {
      Map<String, Integer> verdicts = new LinkedHashMap<>();
      List.of(Verdict.values())
          .forEach(verdict -> verdicts.put(verdict.text(), total.count(kind, verdict)));
      line.put(kind.text(), verdicts);
    }
    lines.write(line);
  }
}
