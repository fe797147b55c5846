package dev.bellhop.url.pattern;

/**
 * A piece of a pattern string.
 *
 * @param index where it starts in the pattern string
 * @param value its text, without the marks that make it what it is
 * @see <a href="https://urlpattern.spec.whatwg.org/#tokens">URL Pattern: tokens</a>
 */
record Token(Type type, int index, String value) {
  enum Type {
    OPEN,
    CLOSE,
    REGEXP,
    NAME,
    CHAR,
    ESCAPED_CHAR,
    OTHER_MODIFIER,
    ASTERISK,
    END,
    INVALID_CHAR
  }
}
