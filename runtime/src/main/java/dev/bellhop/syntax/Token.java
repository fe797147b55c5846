package dev.bellhop.syntax;

/**
 * The smallest piece of a script; spaces and comments lie between tokens.
 *
 * @param start its offset in the text
 * @param end the offset behind it
 * @param onNewLine whether a line ends between the token before and this one
 * @see <a href="https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar">ECMAScript:
 *     lexical grammar</a>
 */
record Token(Kind kind, int start, int end, boolean onNewLine) {
  /** What a token is. */
  enum Kind {
    /** An identifier, a private one or a keyword. */
    NAME,
    NUMBER,
    STRING,
    REGULAR_EXPRESSION,
    /** A template without substitutions. */
    TEMPLATE,
    /** A template's text up to its first substitution. */
    TEMPLATE_HEAD,
    /** A template's text between two substitutions. */
    TEMPLATE_MIDDLE,
    /** A template's text behind its last substitution. */
    TEMPLATE_TAIL,
    PUNCTUATOR
  }
}
