package dev.bellhop.url.pattern;

import dev.bellhop.url.pattern.Token.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a pattern string into tokens. Positions are in UTF-16 code units, which comes to the same as
 * code points, as all marks are ASCII.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#tokenizing">URL Pattern: tokenizing</a>
 */
final class Tokenizer {
  /** What to do about a mark that does not fit: refuse it, or take it as an invalid character. */
  enum Policy {
    STRICT,
    LENIENT
  }

  private final String input;
  private final Policy policy;
  private final List<Token> tokens = new ArrayList<>();
  private int index;

  private Tokenizer(String input, Policy policy) {
    this.input = input;
    this.policy = policy;
  }

  /** The tokens of a string; the last is always the end. */
  static List<Token> tokenize(String input, Policy policy) {
    Tokenizer tokenizer = new Tokenizer(input, policy);
    while (tokenizer.index < input.length()) {
      tokenizer.next();
    }
    tokenizer.add(Type.END, input.length(), input.length());
    return tokenizer.tokens;
  }

  private void next() {
    int c = input.codePointAt(index);
    int next = index + Character.charCount(c);
    switch (c) {
      case '*' -> add(Type.ASTERISK, next, index);
      case '+', '?' -> add(Type.OTHER_MODIFIER, next, index);
      case '{' -> add(Type.OPEN, next, index);
      case '}' -> add(Type.CLOSE, next, index);
      case '\\' -> escaped(next);
      case ':' -> name(next);
      case '(' -> regexp(next);
      default -> add(Type.CHAR, next, index);
    }
  }

  private void escaped(int start) {
    if (start == input.length()) {
      invalid(start, index, "ends with a backslash that escapes nothing");
    } else {
      add(Type.ESCAPED_CHAR, start + Character.charCount(input.codePointAt(start)), start);
    }
  }

  private void name(int start) {
    int end = start;
    while (end < input.length()) {
      int c = input.codePointAt(end);
      if (end == start ? !NameCodePoints.canStart(c) : !NameCodePoints.canContinue(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    if (end == start) {
      invalid(start, index, "has a colon without a group name after it; \"\\\\:\" is a mere colon");
    } else {
      add(Type.NAME, end, start);
    }
  }

  private void regexp(int start) {
    int depth = 1;
    int position = start;
    while (position < input.length() && depth > 0) {
      char c = input.charAt(position);
      String wrong = wrongInRegexp(position, start);
      if (wrong != null) {
        invalid(start, index, wrong);
        return;
      }
      if (c == '\\') {
        position++;
      } else if (c == ')') {
        depth--;
      } else if (c == '(') {
        depth++;
      }
      position++;
    }
    if (depth > 0) {
      invalid(start, index, "has an opening parenthesis that is not closed");
    } else if (position - start == 1) {
      invalid(start, index, "has an empty regular expression group");
    } else {
      tokens.add(new Token(Type.REGEXP, index, input.substring(start, position - 1)));
      index = position;
    }
  }

  /** What is wrong at a position within a regular expression group, or null. */
  private @Nullable String wrongInRegexp(int position, int start) {
    char c = input.charAt(position);
    int next = position + 1 < input.length() ? input.charAt(position + 1) : -1;
    if (c >= 0x80 || c == '\\' && next >= 0x80) {
      return "has a character that is not ASCII in a regular expression group";
    }
    if (c == '?' && position == start) {
      return "has a regular expression group that starts with a question mark";
    }
    if (c == '\\' && next < 0) {
      return "ends with a backslash that escapes nothing";
    }
    if (c == '(' && next != '?') {
      return "has a capturing group within a regular expression group; \"(?:\" starts one that"
          + " does not capture";
    }
    return null;
  }

  /** Adds a token whose value reaches to where the next token starts. */
  private void add(Type type, int next, int valueStart) {
    tokens.add(new Token(type, index, input.substring(valueStart, next)));
    index = next;
  }

  private void invalid(int next, int valueStart, String problem) {
    if (policy == Policy.STRICT) {
      throw new UrlPatternException("The pattern \"" + input + "\" " + problem + ".");
    }
    add(Type.INVALID_CHAR, next, valueStart);
  }
}
