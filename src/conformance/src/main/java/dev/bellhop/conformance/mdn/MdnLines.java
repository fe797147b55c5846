package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines for a person. */
final class MdnLines implements MdnOutput {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final Detail detail;

  /** How much is said. */
  enum Detail {
    /** What has a diagnostic or is not as expected. */
    USUAL,
    /** Every block, with its effects. */
    VERBOSE
  }

  MdnLines(PrintWriter out, Detail detail) {
    this.out = out;
    this.detail = detail;
  }

  @Override
  public void ran(Outcome outcome, Judgement judgement) {
    boolean isPlain = judgement.surprises().isEmpty() && outcome.remarks().isEmpty();
    if (isPlain && detail == Detail.USUAL) {
      return;
    }
    Block block = outcome.example().block();
    out.printf(
        "%-15s %s (%s)%n",
        judgement.verdict().text(), block.place(), outcome.example().kind().text());
    if (detail == Detail.VERBOSE) {
      for (Effect effect : outcome.effects()) {
        out.println("    + " + shortened(effect.text()));
      }
    }
    for (Problem problem : outcome.problems()) {
      if (detail == Detail.VERBOSE || !judgement.surprises().isEmpty()) {
        out.println("    - " + at(block, problem.line()) + problem.message());
      }
    }
    for (Remark remark : outcome.remarks()) {
      out.println("    " + remark.code() + " " + at(block, remark.line()) + remark.message());
    }
    judgement.surprises().forEach(surprise -> out.println("    ! " + surprise));
    out.flush();
  }

  private static String at(Block block, int line) {
    return line == 0 ? "" : "line " + (block.line() + line) + ": ";
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
  }

  @Override
  public void total(MdnTotal total) {
    out.println();
    out.printf("%-14s%7s", "", "blocks");
    for (Verdict verdict : Verdict.values()) {
      out.printf("  %15s", verdict.text());
    }
    out.println();
    for (BlockClass kind : BlockClass.values()) {
      if (total.count(kind) > 0) {
        out.printf("%-14s%7d", kind.text(), total.count(kind));
        for (Verdict verdict : Verdict.values()) {
          out.printf("  %15d", total.count(kind, verdict));
        }
        out.println();
      }
    }
    out.println();
    List<String> parts = new ArrayList<>();
    parts.add("%d blocks in %.1f s".formatted(total.all(), total.millis() / 1000.0));
    parts.add(total.dispatched() + " kinds of events dispatched");
    parts.add(total.diagnostics() + " diagnostics");
    out.println(String.join(", ", parts));
    int surprises = total.count(Verdict.SURPRISING);
    out.println(
        surprises == 0 ? "all as expected" : surprises + " blocks differ from what is expected");
    out.flush();
  }
}
