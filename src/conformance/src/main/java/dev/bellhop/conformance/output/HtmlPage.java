package dev.bellhop.conformance.output;

import dev.bellhop.BellhopException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page with results, in one file. Not safe for several threads. */
public final class HtmlPage {
  private final Document page = Document.createShell("");

  /** With a title, which is its first heading, too. */
  public HtmlPage(String title) {
    page.outputSettings().prettyPrint(false);
    page.title(title);
    page.head().appendElement("meta").attr("charset", "utf-8");
    page.head()
        .appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width");
    page.head().appendElement("style").append(styles());
    page.body().appendElement("h1").text(title);
  }

  /** Where its content goes. */
  public Element body() {
    return page.body();
  }

  /** A box that hides with the page's styles what an element of this class is. */
  public void choice(String id, String text) {
    Element choice = page.body().appendElement("p").appendElement("label");
    choice.appendElement("input").attr("type", "checkbox").id(id);
    choice.appendText(" " + text);
  }

  /** Adds a table with these titles; what it returns takes the rows. */
  public static Element table(Element parent, Iterable<String> titles) {
    Element table = parent.appendElement("table");
    Element row = table.appendElement("thead").appendElement("tr");
    titles.forEach(title -> row.appendElement("th").text(title));
    return table.appendElement("tbody");
  }

  /** Adds a cell with a number. */
  public static Element number(Element row, Object content) {
    return row.appendElement("td").addClass("number").text(String.valueOf(content));
  }

  /** Adds a cell with a part of a whole, in words and as a bar. */
  public static Element percent(Element row, long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * part / whole;
    return number(row, "%.1f %%".formatted(percent))
        .addClass("bar")
        .attr("style", "--part: %.1f%%".formatted(percent));
  }

  /**
   * Writes it.
   *
   * @throws BellhopException where that does not work
   */
  public void write(Path file) {
    try {
      Files.writeString(file, "<!DOCTYPE html>\n" + page.outerHtml() + "\n");
    } catch (IOException e) {
      throw new BellhopException(
          BellhopException.Kind.INPUT, "The report " + file + " cannot be written.", null, e);
    }
  }

  private static String styles() {
    try (InputStream in =
        Objects.requireNonNull(HtmlPage.class.getResourceAsStream("report.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
