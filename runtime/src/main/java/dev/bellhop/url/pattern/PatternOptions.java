package dev.bellhop.url.pattern;

/**
 * How pattern strings of a component behave.
 *
 * @param delimiter the character that a named group does not go beyond, or the empty string
 * @param prefix the character before a group that belongs to the group, or the empty string
 * @see <a href="https://urlpattern.spec.whatwg.org/#options-header">URL Pattern: options</a>
 */
record PatternOptions(String delimiter, String prefix, CaseMatching caseMatching) {
  static final PatternOptions DEFAULT = new PatternOptions("", "", CaseMatching.SENSITIVE);
  static final PatternOptions HOSTNAME = new PatternOptions(".", "", CaseMatching.SENSITIVE);
  static final PatternOptions PATHNAME = new PatternOptions("/", "/", CaseMatching.SENSITIVE);

  PatternOptions with(CaseMatching matching) {
    return new PatternOptions(delimiter, prefix, matching);
  }

  /** The regular expression of a named group without one of its own. */
  String segmentWildcardRegExp() {
    return "[^" + RegExpText.escape(delimiter) + "]+?";
  }
}
