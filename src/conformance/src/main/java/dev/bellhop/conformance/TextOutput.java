package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestResult.Subtest;
import dev.bellhop.conformance.Total.Group;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Lines for a person. */
final class TextOutput implements Output {
  /** How much is said. */
  enum Detail {
    /** A line for each test case, and what of it was not expected. */
    USUAL,
    /** Also every subtest that failed, what scripts printed and threw, and what was not run. */
    VERBOSE
  }

  private final PrintWriter out;
  private final Detail detail;

  TextOutput(PrintWriter out, Detail detail) {
    this.out = out;
    this.detail = detail;
  }

  @Override
  public void skipped(TestCase test) {
    if (detail == Detail.VERBOSE) {
      out.printf("skipped   %s: %s%n", test.id(), test.skipped());
      out.flush();
    }
  }

  @Override
  public void ran(TestCase test, TestRunner.Run run, List<Surprise> surprises) {
    TestResult result = run.result();
    out.printf(
        "%3d/%-3d   %s%s%n",
        result.passed(),
        result.subtests().size(),
        result.id(),
        result.completed() ? "" : " [" + result.harness() + "]");
    if (detail == Detail.VERBOSE) {
      if (!result.completed() && result.message() != null) {
        out.println("            " + indented(result.message()));
      }
      for (Subtest subtest : result.subtests()) {
        if (!subtest.passed()) {
          out.println(
              "            %s %s: %s"
                  .formatted(
                      subtest.status(),
                      subtest.name(),
                      indented(String.valueOf(subtest.message()))));
        }
      }
      for (String remark : run.remarks()) {
        out.println("            | " + indented(remark));
      }
    }
    for (Surprise surprise : surprises) {
      String name = surprise.subtest() == null ? "" : surprise.subtest() + " ";
      out.println("          ! " + indented(name + surprise.what()));
    }
    out.flush();
  }

  @Override
  public void stale(List<String> ids) {
    out.println();
    out.println(
        "expectations of tests that are not in this checkout (--update-expectations deletes them):");
    ids.forEach(id -> out.println("          " + id));
    out.flush();
  }

  @Override
  public void total(Total total) {
    out.println();
    if (total.groups().size() > 1) {
      table(total.groups());
    }
    Tally all = total.all();
    out.printf(
        "%d of %d subtests passed, in %d test files, %d of them whole%n",
        all.passed(), all.subtests(), all.files(), all.whole());
    if (all.skipped() > 0) {
      List<String> reasons = new ArrayList<>();
      total.skipped().forEach((reason, count) -> reasons.add(reason + ": " + count));
      out.printf("%d not run (%s)%n", all.skipped(), String.join(", ", reasons));
    }
    if (total.unjudged() > 0) {
      out.println(
          "nothing is expected of %d of the files (--update-expectations writes down what they do)"
              .formatted(total.unjudged()));
    }
    out.println(
        all.surprises() == 0
            ? total.unjudged() == all.files() ? "nothing to compare with" : "all as expected"
            : all.surprises() + " results differ from what is expected");
    out.flush();
  }

  private void table(SortedMap<Group, Tally> groups) {
    int width = groups.keySet().stream().mapToInt(group -> name(group).length()).max().orElse(0);
    String columns = "%-" + width + "s  %6s  %6s  %7s  %14s  %7s%n";
    out.printf(columns, "suite", "files", "whole", "not run", "subtests", "passed");
    groups.forEach(
        (group, tally) ->
            out.printf(
                columns,
                name(group),
                tally.files(),
                tally.whole(),
                tally.skipped(),
                tally.passed() + " of " + tally.subtests(),
                "%.1f %%".formatted(tally.percent())));
    out.println();
  }

  private static String name(Group group) {
    return group.suite() + " (" + group.place().text() + ")";
  }

  private static String indented(String text) {
    return text.replace("\n", "\n              ");
  }
}
