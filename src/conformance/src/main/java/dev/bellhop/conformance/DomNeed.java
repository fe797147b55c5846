package dev.bellhop.conformance;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rule for which tests need a DOM, and so cannot run in a page of Bellhop's: those whose page
 * has elements beyond the ones that only carry scripts and their description, and those whose own
 * scripts (inline, the test file itself, or included by the page alone) read a member of {@code
 * document}, make frames and windows by the helpers' names for that, or look into a frame. Module
 * scripts of pages, which only a document runs, are such an element as well.
 */
final class DomNeed {
  private static final Set<String> WITHOUT =
      Set.of("#root", "html", "head", "body", "title", "meta", "link", "base", "script");
  private static final Pattern USE =
      Pattern.compile(
          "\\b(?:(document)\\s*(?:\\?\\.|[.\\[])"
              + "|(with_iframe|with_sandboxed_iframe|login_https|test_login|newPopup|RemoteContextHelper|window\\.open)\\s*\\("
              + "|(contentWindow|contentDocument)\\b)");
  private static final Pattern COMMENT =
      Pattern.compile("(?s:/\\*.*?\\*/)|^\\s*//.*$", Pattern.MULTILINE);

  private DomNeed() {}

  /** What of the DOM a script uses, or nothing. */
  static Optional<String> ofScript(String script) {
    Matcher use = USE.matcher(COMMENT.matcher(script).replaceAll(""));
    if (!use.find()) {
      return Optional.empty();
    }
    if (use.group(2) != null) {
      return Optional.of(use.group(2) + "()");
    }
    return Optional.of(use.group(1) != null ? use.group(1) : use.group(3));
  }

  /**
   * What of the DOM a page uses, or nothing.
   *
   * @param included gives the text of a script by its {@code src}, or "" for those that are shared
   *     by many tests, which use only some of it
   */
  static Optional<String> ofPage(Document page, UnaryOperator<String> included) {
    for (Element element : page.getAllElements()) {
      boolean log = element.nameIs("div") && element.id().equals("log");
      if (!WITHOUT.contains(element.normalName()) && !log) {
        return Optional.of("<" + element.normalName() + ">");
      }
      if (element.nameIs("script") && element.attr("type").equalsIgnoreCase("module")) {
        return Optional.of("<script type=module>");
      }
      if (element.nameIs("script")) {
        String source = element.attr("src");
        Optional<String> use = ofScript(source.isEmpty() ? element.data() : included.apply(source));
        if (use.isPresent()) {
          return use;
        }
      }
    }
    return Optional.empty();
  }
}
