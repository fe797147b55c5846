package dev.bellhop.url.pattern;

/**
 * A piece of a parsed pattern.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#parts">URL Pattern: parts</a>
 */
sealed interface Part {
  Modifier modifier();

  /** Text that matches only itself. */
  record FixedText(String value, Modifier modifier) implements Part {}

  /**
   * Something whose match is kept under a name.
   *
   * @param name the name from the pattern, or a number
   * @param prefix text that must stand before it but is not kept, as is the suffix after it
   */
  record Group(String name, Matcher matcher, String prefix, String suffix, Modifier modifier)
      implements Part {
    /** Whether the pattern names the group, rather than its place. */
    boolean hasCustomName() {
      return !NameCodePoints.isNumeric(name);
    }

    boolean isBare() {
      return prefix.isEmpty() && suffix.isEmpty();
    }
  }

  /** What a group matches. */
  sealed interface Matcher {}

  /** One or more code points up to the next delimiter, as few as possible. */
  record SegmentWildcard() implements Matcher {}

  /** Any code points, as many as possible. */
  record FullWildcard() implements Matcher {}

  /** What a regular expression of JavaScript says. */
  record RegExp(String source) implements Matcher {}
}
