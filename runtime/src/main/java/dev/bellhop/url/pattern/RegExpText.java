package dev.bellhop.url.pattern;

import java.util.List;

/**
 * Writes parts as a regular expression of JavaScript, with a capturing group for each named one.
 *
 * @see <a
 *     href="https://urlpattern.spec.whatwg.org/#converting-part-lists-to-regular-expressions">URL
 *     Pattern: converting part lists to regular expressions</a>
 */
final class RegExpText {
  private static final String SPECIAL = ".+*?^${}()[]|/\\";

  private RegExpText() {}

  static String of(List<Part> parts, PatternOptions options) {
    StringBuilder output = new StringBuilder("^");
    for (Part part : parts) {
      output.append(
          switch (part) {
            case Part.FixedText(String value, Modifier modifier) ->
                modifier == Modifier.NONE
                    ? escape(value)
                    : "(?:" + escape(value) + ")" + modifier.symbol;
            case Part.Group group -> group(group, options);
          });
    }
    return output.append('$').toString();
  }

  private static String group(Part.Group group, PatternOptions options) {
    String value =
        switch (group.matcher()) {
          case Part.RegExp(String source) -> source;
          case Part.SegmentWildcard _ -> options.segmentWildcardRegExp();
          case Part.FullWildcard _ -> ".*";
        };
    Modifier modifier = group.modifier();
    if (group.isBare()) {
      return modifier.repeats()
          ? "((?:" + value + ")" + modifier.symbol + ")"
          : "(" + value + ")" + modifier.symbol;
    }
    String prefix = escape(group.prefix());
    String suffix = escape(group.suffix());
    if (!modifier.repeats()) {
      return "(?:" + prefix + "(" + value + ")" + suffix + ")" + modifier.symbol;
    }
    String again = "(?:" + suffix + prefix + "(?:" + value + "))*";
    return "(?:"
        + prefix
        + "((?:"
        + value
        + ")"
        + again
        + ")"
        + suffix
        + ")"
        + (modifier == Modifier.ZERO_OR_MORE ? "?" : "");
  }

  /**
   * The regular expression that matches only the input.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#escape-a-regexp-string">URL Pattern: escape a
   *     regexp string</a>
   */
  static String escape(String input) {
    return escape(input, SPECIAL);
  }

  /** The input with a backslash before each of the special characters. */
  static String escape(String input, String special) {
    StringBuilder output = new StringBuilder(input.length() + 8);
    for (int i = 0; i < input.length(); i++) {
      char c = input.charAt(i);
      if (special.indexOf(c) >= 0) {
        output.append('\\');
      }
      output.append(c);
    }
    return output.toString();
  }
}
