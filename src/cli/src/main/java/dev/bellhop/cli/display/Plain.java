package dev.bellhop.cli.display;

/**
 * Makes text from scripts and servers harmless for a terminal: control characters, with which it
 * could move the cursor or worse, become visible.
 */
public final class Plain {
  private Plain() {}

  /** Keeps line ends and tabs. */
  static String text(String text) {
    return clean(text, "\n\t");
  }

  /** One line. */
  public static String line(String text) {
    return clean(text.replaceAll("\\R", " "), "");
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
