package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for mistakes that no running script shows, since nothing of the platform takes part in
 * them: a comparison of two strings is one. It reads a script's text without its comments and
 * strings, and names only what can hardly be anything else.
 */
final class ScriptScan {
  /** A client's URL, which is absolute, beside a text that is not. */
  private static final Pattern RELATIVE_CLIENT_URL =
      Pattern.compile(
          "(?:\\w*[cC]lient\\.url\\s*[!=]==?\\s*(?<right>([\"'`])(?![a-z]+:)[^\"'`\\n]*\\2))"
              + "|(?:(?<left>([\"'`])(?![a-z]+:)[^\"'`\\n]*\\4)\\s*[!=]==?\\s*\\w*[cC]lient\\.url\\b)");

  private final Mistakes mistakes;

  ScriptScan(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Looks at a worker's script before it is evaluated. */
  void look(String url, String text) {
    if (!mistakes.ofWorker() || !text.contains("lient.url")) {
      return;
    }
    Matcher found = RELATIVE_CLIENT_URL.matcher(text);
    int at = 0;
    while (at < text.length() && found.find(at)) {
      int code = nextCode(text, at, found.start());
      if (code == found.start()) {
        String literal = found.group("right") == null ? found.group("left") : found.group("right");
        mistakes.tell(
            "client-url-path", frame(url, text, found.start()), Map.of("literal", literal));
        at = found.end();
      } else {
        at = code;
      }
    }
  }

  /**
   * The place itself where it is code; else the end of the comment or the string that it is in.
   *
   * @param from where code begins
   */
  private static int nextCode(String text, int from, int place) {
    int at = from;
    while (at < place) {
      int end = endOfOther(text, at);
      at = end > at ? end : at + 1;
    }
    return at;
  }

  /** The end of the comment or the string that begins here, or here. */
  private static int endOfOther(String text, int at) {
    char c = text.charAt(at);
    if (text.startsWith("//", at)) {
      return after(text, "\n", at);
    }
    if (text.startsWith("/*", at)) {
      return after(text, "*/", at + 2);
    }
    return c == '"' || c == '\'' || c == '`' ? endOfString(text, at, c) : at;
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private static int endOfString(String text, int from, char quote) {
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (c == '\n' && quote != '`') {
        // No string, then: a quote in a regular expression.
        return from + 1;
      }
      at += c == '\\' ? 2 : 1;
    }
    return text.length();
  }

  private static SourceFrame frame(String url, String text, int at) {
    int start = text.lastIndexOf('\n', at - 1) + 1;
    int end = text.indexOf('\n', at);
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    return new SourceFrame(
        url, line, at - start + 1, text.substring(start, end < 0 ? text.length() : end));
  }
}
