package dev.bellhop.mime;

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

  /** The text without whitespace at either end. */
  static String strip(String text) {
    int start = 0;
    while (start < text.length() && isWhitespace(text.charAt(start))) {
      start++;
    }
    return stripTrailing(text.substring(start));
  }

  /** The text without whitespace at its end. */
  static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /**
   * A line feed, a carriage return, a tab or a space.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#http-whitespace">Fetch: HTTP whitespace</a>
   */
  private static boolean isWhitespace(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == ' ';
  }
}
