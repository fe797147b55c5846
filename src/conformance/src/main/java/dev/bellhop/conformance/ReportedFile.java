package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Exceptions;
import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.TestResult.Subtest;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A test file in the page for a person: what failed with the reason that is known, and what passed.
 *
 * @param surprises what of it was not expected
 * @param expected what is written down about it
 */
record ReportedFile(TestResult result, List<Surprise> surprises, Exceptions expected) {
  /**
   * Adds it to its suite.
   *
   * @param other whose result is shown beside, or null
   */
  void appendTo(Element section, @Nullable OtherRuntime other) {
    Element details = section.appendElement("details");
    details.addClass(result.isWhole() ? "whole" : "failing");
    summary(details.appendElement("summary"), other);
    if (result.message() != null) {
      details.appendElement("pre").text(result.message());
    }
    reason(details, expected.reason());
    reason(details, expected.unsteady());
    Element list = details.appendElement("ul");
    for (Surprise surprise : surprises) {
      String name = surprise.subtest() == null ? "" : surprise.subtest() + " ";
      list.appendElement("li").addClass("unexpected").text(name + surprise.what());
    }
    result.subtests().stream()
        .filter(subtest -> !subtest.passed())
        .forEach(subtest -> failed(list, subtest));
    passed(details, list);
  }

  private void summary(Element summary, @Nullable OtherRuntime other) {
    summary
        .appendElement("span")
        .addClass("score")
        .text(result.passed() + "/" + result.subtests().size());
    summary.appendText(" " + result.id());
    if (!result.completed()) {
      summary.appendElement("strong").text(" " + result.harness());
    }
    if (!surprises.isEmpty()) {
      summary.appendElement("em").text(" " + surprises.size() + " not expected");
    }
    if (other != null) {
      other
          .score(result.id())
          .ifPresent(
              score ->
                  summary
                      .appendElement("small")
                      .text(" " + other.name() + " " + score.passed() + "/" + score.subtests()));
    }
  }

  private void failed(Element list, Subtest subtest) {
    Element item = list.appendElement("li").addClass("fail");
    item.text(subtest.status() + " " + subtest.name());
    if (subtest.message() != null) {
      item.appendElement("pre").text(subtest.message());
    }
    reason(item, expected.failing().get(subtest.name()));
    reason(item, expected.varying().get(subtest.name()));
  }

  private static void reason(Element parent, @Nullable String reason) {
    if (reason != null) {
      parent.appendElement("p").addClass("reason").text(reason);
    }
  }

  /** Those that passed, out of the way where others did not. */
  private void passed(Element details, Element list) {
    Element parent = list;
    if (!result.isWhole() && result.passed() > 0) {
      Element rest = details.appendElement("details").addClass("passed");
      rest.appendElement("summary").text(result.passed() + " passed");
      parent = rest.appendElement("ul");
    }
    for (Subtest subtest : result.subtests()) {
      if (subtest.passed()) {
        parent.appendElement("li").addClass("pass").text(subtest.name());
      }
    }
  }
}
