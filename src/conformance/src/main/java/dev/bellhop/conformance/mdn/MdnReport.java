package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import dev.bellhop.conformance.output.HtmlPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A page for a person: MDN's pages with their blocks, what these did, and what was said to them.
 */
final class MdnReport implements MdnOutput {
  private static final String DOCS = "https://developer.mozilla.org/en-US/docs/";

  /** A result with what is thought of it. */
  private record Entry(Outcome outcome, Judgement judgement) {}

  private final Path file;
  private final Map<String, MdnPage> pages;
  private final @Nullable SupportTable support;
  private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

  /**
   * To be written when there is the total.
   *
   * @param pages that the blocks are from
   * @param support what is shown beside MDN's compatibility data, or null
   */
  MdnReport(Path file, List<MdnPage> pages, @Nullable SupportTable support) {
    this.file = file;
    this.pages = pages.stream().collect(Collectors.toMap(MdnPage::path, page -> page));
    this.support = support;
  }

  @Override
  public void ran(Outcome outcome, Judgement judgement) {
    entries
        .computeIfAbsent(outcome.example().block().page(), page -> new ArrayList<>())
        .add(new Entry(outcome, judgement));
  }

  @Override
  public void total(MdnTotal total) {
    var page = new HtmlPage("MDN's examples in Bellhop");
    int surprises = total.count(Verdict.SURPRISING);
    page.body()
        .appendElement("p")
        .text(
            "%d blocks of %d pages, run in %.1f s; %d kinds of events were dispatched to them, and %d diagnostics came of it. %s"
                .formatted(
                    total.all(),
                    entries.size(),
                    total.millis() / 1000.0,
                    total.dispatched(),
                    total.diagnostics(),
                    surprises == 0
                        ? "All is as expected."
                        : surprises + " blocks differ from what is expected."));
    totals(page.body(), total);
    page.choice("failing", "only blocks that do not do what their page promises");
    entries.forEach((path, all) -> page(page.body(), path, all));
    if (support != null) {
      support.appendTo(page.body(), total.surface());
    }
    page.write(file);
  }

  private static void totals(Element body, MdnTotal total) {
    List<String> titles = new ArrayList<>(List.of("kind", "blocks"));
    for (Verdict verdict : Verdict.values()) {
      titles.add(verdict.text());
    }
    Element rows = HtmlPage.table(body, titles);
    for (BlockClass kind : BlockClass.values()) {
      if (total.count(kind) > 0) {
        Element row = rows.appendElement("tr");
        row.appendElement("td").text(kind.text());
        HtmlPage.number(row, total.count(kind));
        for (Verdict verdict : Verdict.values()) {
          HtmlPage.number(row, total.count(kind, verdict));
        }
      }
    }
    Element sum = rows.appendElement("tr");
    sum.appendElement("th").text("all");
    HtmlPage.number(sum, total.all());
    for (Verdict verdict : Verdict.values()) {
      HtmlPage.number(sum, total.count(verdict));
    }
  }

  private void page(Element body, String path, List<Entry> all) {
    MdnPage page = pages.get(path);
    boolean isGood = all.stream().allMatch(entry -> isGood(entry.judgement.verdict()));
    Element section = body.appendElement("section").id(path);
    section.addClass(isGood ? "whole" : "failing");
    Element heading = section.appendElement("h2");
    heading
        .appendElement("a")
        .attr("href", DOCS + (page == null ? path : page.slug()))
        .text(page == null ? path : page.title());
    heading.appendElement("small").text(" " + path);
    all.forEach(entry -> block(section, entry));
  }

  private static boolean isGood(Verdict verdict) {
    return verdict == Verdict.DONE || verdict == Verdict.PARSED;
  }

  private static void block(Element section, Entry entry) {
    Outcome outcome = entry.outcome;
    Block block = outcome.example().block();
    Verdict verdict = entry.judgement.verdict();
    Element details = section.appendElement("details");
    details.addClass(isGood(verdict) ? "whole" : "failing");
    Element summary = details.appendElement("summary");
    summary.appendElement("span").addClass("verdict").text(verdict.text());
    summary.appendText(
        " line " + block.line() + (block.heading().isEmpty() ? "" : ", " + block.heading()));
    summary.appendElement("small").text(" " + ran(outcome));
    if (!outcome.remarks().isEmpty()) {
      summary
          .appendElement("strong")
          .text(
              " "
                  + outcome.remarks().stream()
                      .map(Remark::code)
                      .distinct()
                      .collect(Collectors.joining(", ")));
    }
    Expected expected = outcome.example().expected();
    if (expected.reason() != null) {
      details.appendElement("p").addClass("reason").text(expected.reason());
    }
    code(details, outcome);
    Element list = details.appendElement("ul");
    for (String surprise : entry.judgement.surprises()) {
      list.appendElement("li").addClass("unexpected").text(surprise);
    }
    outcome.problems().stream()
        .filter(problem -> problem.line() == 0)
        .map(Problem::message)
        .distinct()
        .forEach(message -> list.appendElement("li").addClass("fail").text(message));
    for (Effect effect : outcome.effects()) {
      list.appendElement("li").addClass("pass").text(effect.text());
    }
  }

  private static String ran(Outcome outcome) {
    Example example = outcome.example();
    if (example.kind() == BlockClass.SYNTAX) {
      return example.kind().text();
    }
    List<String> parts = new ArrayList<>();
    boolean isUsual = example.kind() == BlockClass.PAGE && example.isForPage();
    parts.add(
        example.kind().text()
            + (isUsual ? "" : ", in a " + (example.isForPage() ? "page" : "worker")));
    if (!outcome.dispatched().isEmpty()) {
      parts.add("dispatched " + String.join(", ", outcome.dispatched()));
    }
    if (example.expected().fixture() != null) {
      parts.add("with " + example.expected().fixture());
    }
    return String.join(", ", parts);
  }

  /** The block with the page's line numbers, and what was said to its lines below them. */
  private static void code(Element details, Outcome outcome) {
    Block block = outcome.example().block();
    Element code = details.appendElement("div").addClass("code");
    List<String> lines = block.text().lines().toList();
    for (int i = 1; i <= lines.size(); i++) {
      int line = i;
      Element row = code.appendElement("div");
      row.appendElement("span").addClass("line").text(String.valueOf(block.line() + i));
      row.appendElement("code").text(lines.get(i - 1));
      outcome.remarks().stream()
          .filter(remark -> remark.line() == line)
          .distinct()
          .forEach(remark -> said(code, remark));
      outcome.problems().stream()
          .filter(problem -> problem.line() == line)
          .map(Problem::message)
          .distinct()
          .forEach(message -> code.appendElement("div").addClass("thrown").text(message));
    }
    outcome.remarks().stream()
        .filter(remark -> remark.line() == 0)
        .distinct()
        .forEach(remark -> said(code, remark));
  }

  private static void said(Element code, Remark remark) {
    Element said = code.appendElement("div").addClass("said");
    said.appendElement("strong").text(remark.code() + " ");
    said.appendText(remark.message());
    if (remark.fix() != null) {
      said.appendElement("div").text("Fix: " + remark.fix());
    }
    if (remark.link() != null) {
      said.appendElement("div").appendElement("a").attr("href", remark.link()).text(remark.link());
    }
  }
}
