package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestResult.Subtest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  public void ran(TestRunner.Run run, List<Surprise> surprises) {
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
  public void total(Total total) {
    out.println();
    out.printf(
        "%d of %d subtests passed, in %d test files, %d of them whole%n",
        total.passed(), total.subtests(), total.files(), total.whole());
    List<String> reasons = new ArrayList<>();
    int skipped = 0;
    for (Map.Entry<String, Integer> reason : new TreeMap<>(total.skipped()).entrySet()) {
      reasons.add(reason.getKey() + ": " + reason.getValue());
      skipped += reason.getValue();
    }
    if (skipped > 0) {
      out.printf("%d not run (%s)%n", skipped, String.join(", ", reasons));
    }
    out.println(
        total.surprises() == 0
            ? "all as expected"
            : total.surprises() + " results differ from what is expected");
    out.flush();
  }

  private static String indented(String text) {
    return text.replace("\n", "\n              ");
  }
}
