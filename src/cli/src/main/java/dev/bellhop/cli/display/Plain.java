package dev.bellhop.cli.display;

import java.util.regex.Pattern;

/**
 * Makes text from scripts and servers harmless for a terminal: control characters, with which it
 * could move the cursor or worse, become visible.
 */
public final class Plain {
  private static final Pattern LINE_END = Pattern.compile("\\R");

  private Plain() {}

  /** Keeps line ends and tabs. */
  static String text(String text) {
    return clean(text, "\n\t");
  }

  /** One line. */
  public static String line(String text) {
    return isPlain(text) ? text : clean(LINE_END.matcher(text).replaceAll(" "), "");
  }

  /** Nearly all lines are, and a listing may have a million of them. */
  private static boolean isPlain(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  private static String clean(String text, String kept) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (!Character.isISOControl(c) || kept.indexOf(c) >= 0) {
                result.appendCodePoint(c);
              } else {
                result.append(String.format("\\x%02x", c));
              }
            });
    return result.toString();
  }
}
