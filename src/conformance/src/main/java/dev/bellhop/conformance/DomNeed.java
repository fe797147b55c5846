package dev.bellhop.conformance;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rule for which tests need a DOM, and so cannot run in a page of Bellhop's: those whose page
 * has elements beyond the ones that only carry scripts and their description, and those whose own
 * script (inline, or the test file itself; not what it includes) reads a member of {@code document}
 * or makes frames and windows by the helpers' names for that.
 */
final class DomNeed {
  private static final Set<String> WITHOUT =
      Set.of("#root", "html", "head", "body", "title", "meta", "link", "base", "script");
  private static final Pattern USE =
      Pattern.compile(
          "\\b(?:(document)\\s*(?:\\?\\.|[.\\[])"
              + "|(with_iframe|with_sandboxed_iframe|login_https|test_login|create_popup|window\\.open)"
              + "\\s*\\()");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);

  private DomNeed() {}

  /** What of the DOM a script uses, or nothing. */
  static Optional<String> ofScript(String script) {
    Matcher use = USE.matcher(COMMENT.matcher(script).replaceAll(""));
    if (!use.find()) {
      return Optional.empty();
    }
    return Optional.of(use.group(1) != null ? use.group(1) : use.group(2) + "()");
  }

  /** What of the DOM a page uses, or nothing. */
  static Optional<String> ofPage(Document page) {
    for (Element element : page.getAllElements()) {
      boolean log = element.nameIs("div") && element.id().equals("log");
      if (!WITHOUT.contains(element.normalName()) && !log) {
        return Optional.of("<" + element.normalName() + ">");
      }
      if (element.nameIs("script") && !element.hasAttr("src")) {
        Optional<String> use = ofScript(element.data());
        if (use.isPresent()) {
          return use;
        }
      }
    }
    return Optional.empty();
  }
}
