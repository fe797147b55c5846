package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.List;

/**
 * Takes a script's text apart. Whether a slash begins a regular expression follows from the
 * brackets before it, so they are matched on the way.
 */
final class Tokenizer {
  /** The longer ones first. */
  private static final List<String> PUNCTUATORS =
      List.of(
          ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==",
          "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=",
          "|=", "^=", "**", "<<", ">>");

  private final String text;
  private final ScriptText script;
  private int at;
  private boolean newLine;

  /**
   * @param script gets the tokens
   */
  Tokenizer(String text, ScriptText script) {
    this.text = text;
    this.script = script;
  }

  void run() {
    at = text.startsWith("#!") ? endOfLine(0) : 0;
    while (skipBlank()) {
      int start = at;
      Kind kind = next();
      script.add(new Token(kind, start, at, newLine));
      newLine = false;
    }
  }

  /** Goes to where the next token begins; false at the end. */
  private boolean skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isLineEnd(c)) {
        newLine = true;
        at++;
      } else if (c <= ' ' || Character.isSpaceChar(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at)) {
        at = endOfLine(at);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        int behind = end < 0 ? text.length() : end + 2;
        newLine |= endOfLine(at) < behind;
        at = behind;
      } else {
        return true;
      }
    }
    return false;
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  /** Goes over a token. */
  private Kind next() {
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return string(c);
    }
    if (c == '`') {
      return template(Kind.TEMPLATE, Kind.TEMPLATE_HEAD);
    }
    if (c == '}' && script.inSubstitution()) {
      return template(Kind.TEMPLATE_TAIL, Kind.TEMPLATE_MIDDLE);
    }
    if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      return number();
    }
    if (isPartOfName(c) || c == '#') {
      at++;
      while (at < text.length() && isPartOfName(text.charAt(at))) {
        at++;
      }
      return Kind.NAME;
    }
    if (c == '/' && !script.endsOperand(script.size() - 1) && skipRegularExpression()) {
      return Kind.REGULAR_EXPRESSION;
    }
    at += lengthOfPunctuator();
    return Kind.PUNCTUATOR;
  }

  private int lengthOfPunctuator() {
    if (text.startsWith("?.", at) && at + 2 < text.length() && isDigit(text.charAt(at + 2))) {
      return 1;
    }
    for (String punctuator : PUNCTUATORS) {
      if (text.startsWith(punctuator, at)) {
        return punctuator.length();
      }
    }
    return 1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A backslash begins an escape in a name; all letters that are not Latin count as such. */
  private static boolean isPartOfName(char c) {
    return c == '$'
        || c == '_'
        || c == '\\'
        || isDigit(c)
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= 0x80 && !isLineEnd(c) && !Character.isSpaceChar(c) && c != '\uFEFF';
  }

  private Kind number() {
    boolean isRadix = text.startsWith("0", at) && isAny("xXoObB", at + 1);
    boolean hasPoint = isRadix;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean isPoint = c == '.' && !hasPoint;
      boolean isSign = isAny("+-", at) && !isRadix && isAny("eE", at - 1);
      if (!isPartOfName(c) && !isPoint && !isSign) {
        break;
      }
      hasPoint |= isPoint;
      at++;
    }
    return Kind.NUMBER;
  }

  private boolean isAny(String letters, int place) {
    return place < text.length() && letters.indexOf(text.charAt(place)) >= 0;
  }

  /** One that has no end ends with its line. */
  private Kind string(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      at = Math.min(text.length(), at + (c == '\\' ? 2 : 1));
      if (c == quote) {
        break;
      }
    }
    return Kind.STRING;
  }

  /** From a back quote, or from the brace that ends a substitution. */
  private Kind template(Kind ended, Kind interrupted) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '`') {
        at++;
        return ended;
      }
      if (text.startsWith("${", at)) {
        at += 2;
        return interrupted;
      }
      at = Math.min(text.length(), at + (c == '\\' ? 2 : 1));
    }
    return ended;
  }

  /** Stays where it is if there is none. */
  private boolean skipRegularExpression() {
    boolean inClass = false;
    int end = at + 1;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      char c = text.charAt(end);
      if (c == '/' && !inClass) {
        end++;
        while (end < text.length() && isPartOfName(text.charAt(end))) {
          end++;
        }
        at = end;
        return true;
      }
      inClass = c == '[' || inClass && c != ']';
      end += c == '\\' ? 2 : 1;
    }
    return false;
  }
}
