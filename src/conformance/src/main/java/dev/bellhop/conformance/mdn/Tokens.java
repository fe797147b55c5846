package dev.bellhop.conformance.mdn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The words of a script, without comments and white space: enough to see what it names and calls,
 * not to run it.
 */
final class Tokens {
  /** What a word is. */
  enum Kind {
    NAME,
    /** A string or a template without substitutions; its text is the value, escapes left as is. */
    STRING,
    /** A number, a regular expression, or a piece of a template with substitutions. */
    LITERAL,
    SIGN
  }

  /**
   * One of them.
   *
   * @param line where it begins, from 1
   */
  record Token(Kind kind, String text, int line) {
    boolean is(String sign) {
      return kind != Kind.STRING && text.equals(sign);
    }
  }

  private static final Set<String> BEFORE_REGEX =
      Set.of("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "await");
  private static final List<String> SIGNS =
      List.of("...", "=>", "?.", "??=", "===", "!==", "==", "!=", "&&", "||", "??");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Integer> substitutions = new ArrayDeque<>();
  private int at;
  private int line = 1;
  private int depth;

  private Tokens(String text) {
    this.text = text;
  }

  /** Reads a script; what makes no sense becomes signs. */
  static List<Token> of(String text) {
    var reader = new Tokens(text);
    while (reader.at < text.length()) {
      reader.next();
    }
    return reader.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      skip(1);
    } else if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      skip((end < 0 ? text.length() : end) - at);
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      skip((end < 0 ? text.length() : end + 2) - at);
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (c == '`') {
      template(at + 1);
    } else if (Character.isJavaIdentifierStart(c) || c == '#') {
      int end = at + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      add(Kind.NAME, end);
    } else if (Character.isDigit(c)) {
      int end = at + 1;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      add(Kind.LITERAL, end);
    } else if (c == '/' && mayBeRegex()) {
      regex();
    } else {
      sign(c);
    }
  }

  private void sign(char c) {
    if (c == '{') {
      depth++;
    } else if (c == '}') {
      if (!substitutions.isEmpty() && substitutions.peek() == depth) {
        substitutions.pop();
        template(at + 1);
        return;
      }
      depth--;
    }
    String sign =
        SIGNS.stream()
            .filter(candidate -> text.startsWith(candidate, at))
            .findFirst()
            .orElse(String.valueOf(c));
    add(Kind.SIGN, at + sign.length());
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    int close = Math.min(end, text.length());
    tokens.add(new Token(Kind.STRING, text.substring(at + 1, close), line));
    skip(Math.min(close + 1, text.length()) - at);
  }

  /** Reads on in a template, until it ends or a substitution begins. */
  private void template(int from) {
    boolean isWhole = text.charAt(at) == '`';
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '`') {
        if (isWhole) {
          tokens.add(new Token(Kind.STRING, text.substring(from, end), line));
          skip(end + 1 - at);
        } else {
          add(Kind.LITERAL, end + 1);
        }
        return;
      }
      if (text.startsWith("${", end)) {
        substitutions.push(depth);
        add(Kind.LITERAL, end + 2);
        return;
      }
      end += c == '\\' ? 2 : 1;
    }
    skip(text.length() - at);
  }

  private boolean mayBeRegex() {
    if (tokens.isEmpty()) {
      return true;
    }
    Token last = tokens.getLast();
    return switch (last.kind) {
      case NAME -> BEFORE_REGEX.contains(last.text);
      case STRING, LITERAL -> false;
      case SIGN -> !last.text.equals(")") && !last.text.equals("]") && !last.text.equals("}");
    };
  }

  private void regex() {
    int end = at + 1;
    boolean inClass = false;
    while (end < text.length() && text.charAt(end) != '\n') {
      char c = text.charAt(end);
      if (c == '/' && !inClass) {
        break;
      }
      inClass = c == '[' || (inClass && c != ']');
      end += c == '\\' ? 2 : 1;
    }
    end = Math.min(end + 1, text.length());
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    add(Kind.LITERAL, end);
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), line));
    skip(end - at);
  }

  private void skip(int length) {
    for (int i = at; i < at + length; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    at += length;
  }
}
