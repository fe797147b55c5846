package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.OtherRuntime.Score;
import dev.bellhop.conformance.TestResult.Subtest;
import dev.bellhop.conformance.Total.Group;
import dev.bellhop.conformance.output.HtmlPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page for a person: the suites, their files, and the subtests with what went wrong. */
final class HtmlReport implements Output {
  /** A result with what was not expected of it. */
  private record Entry(TestCase test, TestResult result, List<Surprise> surprises) {}

  private final Path file;
  private final Suites suites;
  private final @Nullable OtherRuntime other;
  private final Map<Group, List<Entry>> entries = new TreeMap<>();
  private final Map<Group, List<TestCase>> skipped = new TreeMap<>();
  private List<String> stale = List.of();

  /**
   * To be written when there is the total.
   *
   * @param other whose results are shown beside, or null
   */
  HtmlReport(Path file, Suites suites, @Nullable OtherRuntime other) {
    this.file = file;
    this.suites = suites;
    this.other = other;
  }

  private Group group(TestCase test) {
    return new Group(suites.of(test.id()), test.place());
  }

  @Override
  public void skipped(TestCase test) {
    skipped.computeIfAbsent(group(test), key -> new ArrayList<>()).add(test);
  }

  @Override
  public void ran(TestCase test, TestRunner.Run run, List<Surprise> surprises) {
    entries
        .computeIfAbsent(group(test), key -> new ArrayList<>())
        .add(new Entry(test, run.result(), surprises));
  }

  @Override
  public void stale(List<String> ids) {
    stale = ids;
  }

  @Override
  public void total(Total total) {
    var page = new HtmlPage("web-platform-tests in Bellhop");
    Element body = page.body();
    Tally all = total.all();
    body.appendElement("p")
        .text(
            "%d of %d subtests passed (%.1f %%), in %d files, %d of them whole; %d files were not run. "
                    .formatted(
                        all.passed(),
                        all.subtests(),
                        all.percent(),
                        all.files(),
                        all.whole(),
                        all.skipped())
                + (all.surprises() == 0
                    ? "All as expected."
                    : all.surprises() + " results differ from what is expected."));
    page.choice("failing", "only files that fail");
    table(body, total);
    total.groups().keySet().forEach(group -> suite(body, group));
    stale(body);
    page.write(file);
  }

  private void stale(Element body) {
    if (!stale.isEmpty()) {
      body.appendElement("h2").text("Expected, but not in this checkout");
      Element list = body.appendElement("ul");
      stale.forEach(id -> list.appendElement("li").text(id));
    }
  }

  private void table(Element body, Total total) {
    List<String> titles =
        new ArrayList<>(
            List.of(
                "suite",
                "run in",
                "files",
                "whole",
                "not run",
                "subtests",
                "passed",
                "unexpected"));
    if (other != null) {
      titles.add(other.name());
    }
    Element rows = HtmlPage.table(body, titles);
    total
        .groups()
        .forEach(
            (group, tally) -> {
              Element row = rows.appendElement("tr");
              row.appendElement("td")
                  .appendElement("a")
                  .attr("href", "#" + anchor(group))
                  .text(group.suite());
              row.appendElement("td").text(group.place().text());
              HtmlPage.number(row, tally.files());
              HtmlPage.number(row, tally.whole());
              HtmlPage.number(row, tally.skipped());
              HtmlPage.number(row, tally.passed() + " of " + tally.subtests());
              Element percent = HtmlPage.number(row, "%.1f %%".formatted(tally.percent()));
              percent
                  .appendElement("meter")
                  .attr("max", "100")
                  .attr("value", String.valueOf(Math.round(tally.percent())));
              HtmlPage.number(row, tally.surprises());
              if (other != null) {
                HtmlPage.number(row, beside(group));
              }
            });
  }

  /** What the other runtime reached in the files of a group that both have run. */
  private String beside(Group group) {
    long passed = 0;
    long subtests = 0;
    for (Entry entry : entries.getOrDefault(group, List.of())) {
      Score score = Objects.requireNonNull(other).score(entry.result.id()).orElse(new Score(0, 0));
      passed += score.passed();
      subtests += score.subtests();
    }
    return subtests == 0
        ? ""
        : "%d of %d (%.1f %%)".formatted(passed, subtests, 100.0 * passed / subtests);
  }

  private static String anchor(Group group) {
    return group.suite() + "-" + group.place();
  }

  private void suite(Element body, Group group) {
    Element section = body.appendElement("section").id(anchor(group));
    section.appendElement("h2").text(group.suite() + " (" + group.place().text() + ")");
    entries.getOrDefault(group, List.of()).forEach(entry -> file(section, entry));
    for (TestCase test : skipped.getOrDefault(group, List.of())) {
      section
          .appendElement("p")
          .addClass("skipped")
          .text(test.id() + ": not run, it " + test.skipped());
    }
  }

  private void file(Element section, Entry entry) {
    TestResult result = entry.result;
    Element details = section.appendElement("details");
    details.addClass(result.isWhole() ? "whole" : "failing");
    Element summary = details.appendElement("summary");
    summary
        .appendElement("span")
        .addClass("score")
        .text(result.passed() + "/" + result.subtests().size());
    summary.appendText(" " + result.id());
    if (!result.completed()) {
      summary.appendElement("strong").text(" " + result.harness());
    }
    if (!entry.surprises.isEmpty()) {
      summary.appendElement("em").text(" " + entry.surprises.size() + " not expected");
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
    if (result.message() != null) {
      details.appendElement("pre").text(result.message());
    }
    Element list = details.appendElement("ul");
    for (Surprise surprise : entry.surprises) {
      String name = surprise.subtest() == null ? "" : surprise.subtest() + " ";
      list.appendElement("li").addClass("unexpected").text(name + surprise.what());
    }
    for (Subtest subtest : result.subtests()) {
      Element item = list.appendElement("li").addClass(subtest.passed() ? "pass" : "fail");
      item.text(subtest.status() + " " + subtest.name());
      if (subtest.message() != null) {
        item.appendElement("pre").text(subtest.message());
      }
    }
  }
}
