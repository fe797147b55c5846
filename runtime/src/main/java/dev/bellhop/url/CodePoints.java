package dev.bellhop.url;

/** Questions about single code points, in the words of the Infra standard. */
final class CodePoints {
  /** Stands for the end of the input; no code point. */
  static final int EOF = -1;

  private CodePoints() {}

  /** The code point itself, or U+FFFD for a surrogate. */
  static int scalar(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c;
  }

  /** The string with U+FFFD for every lone surrogate. */
  static String scalarString(String input) {
    for (int i = 0; i < input.length(); i++) {
      if (Character.isSurrogate(input.charAt(i))) {
        StringBuilder output = new StringBuilder(input.length());
        input.codePoints().forEach(c -> output.appendCodePoint(scalar(c)));
        return output.toString();
      }
    }
    return input;
  }

  static boolean isAsciiAlpha(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean isAsciiDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAsciiAlphanumeric(int c) {
    return isAsciiAlpha(c) || isAsciiDigit(c);
  }

  static boolean isAsciiHexDigit(int c) {
    return isAsciiDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  static boolean isAsciiTabOrNewline(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  static boolean isC0ControlOrSpace(int c) {
    return c >= 0 && c <= ' ';
  }

  /** An ASCII upper alpha's lower alpha; every other code point as it is. */
  static int asciiLowercase(int c) {
    return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  }

  static boolean isAscii(String input) {
    for (int i = 0; i < input.length(); i++) {
      if (input.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The string with its ASCII upper alphas lowercased. */
  static String asciiLowercase(String input) {
    StringBuilder output = new StringBuilder(input.length());
    for (int i = 0; i < input.length(); i++) {
      output.append((char) asciiLowercase(input.charAt(i)));
    }
    return output.toString();
  }
}
