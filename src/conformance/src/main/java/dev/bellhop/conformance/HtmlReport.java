package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import dev.bellhop.conformance.OtherRuntime.Score;
import dev.bellhop.conformance.Total.Group;
import dev.bellhop.conformance.output.HtmlPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page for a person: what was reached in all, by suite, and each file with what went wrong. */
final class HtmlReport implements Output {
  private final Path file;
  private final Suites suites;
  private final Expectations expectations;
  private final @Nullable OtherRuntime other;
  private final Map<Group, List<ReportedFile>> files = new TreeMap<>();
  private final Map<Group, List<TestCase>> skipped = new TreeMap<>();
  private List<String> stale = List.of();

  /**
   * To be written when there is the total.
   *
   * @param expectations whose reasons are shown beside what fails
   * @param other whose results are shown beside, or null
   */
  HtmlReport(Path file, Suites suites, Expectations expectations, @Nullable OtherRuntime other) {
    this.file = file;
    this.suites = suites;
    this.expectations = expectations;
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
    files
        .computeIfAbsent(group(test), key -> new ArrayList<>())
        .add(new ReportedFile(run.result(), surprises, expectations.exceptions(test.id())));
  }

  @Override
  public void stale(List<String> ids) {
    stale = ids;
  }

  @Override
  public void total(Total total) {
    var page = new HtmlPage("web-platform-tests in Bellhop");
    Element body = page.body();
    tiles(body, total.all());
    table(body, total);
    page.choice("failing", "only files that fail");
    total.groups().forEach((group, tally) -> suite(body, group, tally));
    stale(body);
    page.write(file);
  }

  private static void tiles(Element body, Tally all) {
    Element tiles = body.appendElement("div").addClass("tiles");
    tile(
        tiles,
        "%.1f %%".formatted(all.percent()),
        "of %,d subtests passed".formatted(all.subtests()));
    tile(tiles, "%,d".formatted(all.whole()), "of %,d files whole".formatted(all.files()));
    tile(tiles, "%,d".formatted(all.skipped()), "not run");
    tile(tiles, "%,d".formatted(all.surprises()), "not as expected")
        .addClass(all.surprises() == 0 ? "good" : "bad");
  }

  private static Element tile(Element tiles, String figure, String what) {
    Element tile = tiles.appendElement("div");
    tile.appendElement("strong").text(figure);
    tile.appendText(" ");
    tile.appendElement("span").text(what);
    return tile;
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
                "subtests",
                "passed",
                "files",
                "whole",
                "not run",
                "unexpected"));
    if (other != null) {
      titles.add(other.name() + ", of the same files");
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
              HtmlPage.number(row, "%,d of %,d".formatted(tally.passed(), tally.subtests()));
              HtmlPage.percent(row, tally.passed(), tally.subtests());
              HtmlPage.number(row, tally.files());
              HtmlPage.number(row, tally.whole());
              HtmlPage.number(row, tally.skipped());
              HtmlPage.number(row, tally.surprises())
                  .addClass(tally.surprises() == 0 ? "none" : "bad");
              if (other != null) {
                beside(row, group, other);
              }
            });
  }

  /** What the other runtime reached in the files of a group that both have run. */
  private void beside(Element row, Group group, OtherRuntime runtime) {
    long passed = 0;
    long subtests = 0;
    for (ReportedFile one : files.getOrDefault(group, List.of())) {
      Score score = runtime.score(one.result().id()).orElse(new Score(0, 0));
      passed += score.passed();
      subtests += score.subtests();
    }
    if (subtests == 0) {
      row.appendElement("td");
    } else {
      HtmlPage.percent(row, passed, subtests).attr("title", passed + " of " + subtests);
    }
  }

  private static String anchor(Group group) {
    return group.suite() + "-" + group.place();
  }

  private void suite(Element body, Group group, Tally tally) {
    Element section = body.appendElement("section").id(anchor(group));
    section.addClass(tally.whole() == tally.files() ? "whole" : "failing");
    Element heading = section.appendElement("h2");
    heading.text(group.suite());
    heading
        .appendElement("small")
        .text(
            " %s: %,d of %,d subtests"
                .formatted(group.place().text(), tally.passed(), tally.subtests()));
    files.getOrDefault(group, List.of()).forEach(one -> one.appendTo(section, other));
    List<TestCase> left = skipped.getOrDefault(group, List.of());
    if (!left.isEmpty()) {
      Element details = section.appendElement("details").addClass("skipped");
      details.appendElement("summary").text(left.size() + " not run");
      Element list = details.appendElement("ul");
      left.forEach(test -> list.appendElement("li").text(test.id() + ": it " + test.skipped()));
    }
  }
}
