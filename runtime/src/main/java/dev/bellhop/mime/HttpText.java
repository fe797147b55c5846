package dev.bellhop.mime;

import java.util.function.IntPredicate;

/**
 * Reads a header's text from left to right, in the words of the Fetch and MIME Sniffing standards.
 */
final class HttpText {
  private final String input;
  private int position;

  HttpText(String input) {
    this.input = input;
  }

  boolean atEnd() {
    return position >= input.length();
  }

  /** Whether the code point at the position is this one. */
  boolean at(char c) {
    return !atEnd() && input.charAt(position) == c;
  }

  /** Goes to the next code point; stays at the end. */
  void advance() {
    position = Math.min(position + 1, input.length());
  }

  /** Collects what stands before the first of these characters, or before the end. */
  String collectUntil(String stops) {
    int start = position;
    while (!atEnd() && stops.indexOf(input.charAt(position)) < 0) {
      position++;
    }
    return input.substring(start, position);
  }

  void skipWhitespace() {
    while (!atEnd() && isWhitespace(input.charAt(position))) {
      position++;
    }
  }

  /**
   * Collects a quoted string at the position and returns its value, without quotes and escapes.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#collect-an-http-quoted-string">Fetch: collect an
   *     HTTP quoted string</a>
   */
  String collectQuotedValue() {
    StringBuilder value = new StringBuilder();
    advance();
    while (!atEnd()) {
      value.append(collectUntil("\"\\"));
      boolean escape = at('\\');
      advance();
      if (!escape) {
        break;
      }
      value.append(atEnd() ? '\\' : input.charAt(position));
      advance();
    }
    return value.toString();
  }

  /** Collects a quoted string at the position as it is written, with quotes and escapes. */
  String collectQuotedText() {
    int start = position;
    collectQuotedValue();
    return input.substring(start, position);
  }

  /**
   * A letter, a digit, or one of the other characters of a token.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/#http-token-code-point">MIME Sniffing: HTTP
   *     token code point</a>
   */
  static boolean isToken(int c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /** A tab, or any other Latin-1 character that is no control. */
  static boolean isQuotedStringToken(int c) {
    return c == '\t' || c >= ' ' && c <= '~' || c >= 0x80 && c <= 0xFF;
  }

  static boolean isWhitespace(int c) {
    return c == '\n' || c == '\r' || isTabOrSpace(c);
  }

  static boolean isTabOrSpace(int c) {
    return c == '\t' || c == ' ';
  }

  /** The text without such characters at either end. */
  static String strip(String text, IntPredicate unwanted) {
    int start = 0;
    while (start < text.length() && unwanted.test(text.charAt(start))) {
      start++;
    }
    return stripTrailing(text.substring(start), unwanted);
  }

  /** The text without such characters at its end. */
  static String stripTrailing(String text, IntPredicate unwanted) {
    int end = text.length();
    while (end > 0 && unwanted.test(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
