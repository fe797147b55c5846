package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Tokens.Kind;
import dev.bellhop.conformance.mdn.Tokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which names a script declares and which it uses, wherever in it: scopes are not looked at, which
 * is enough for examples.
 */
final class Names {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("as async await break case catch class const continue debugger default delete do else"
                  + " export extends false finally for from function get if import in instanceof let"
                  + " new null of return set static super switch this throw true try typeof var void"
                  + " while with yield")
              .split(" "));
  private static final Set<String> CONTROL =
      Set.of("if", "for", "while", "switch", "catch", "with", "await");

  private final List<Token> tokens;
  private final Set<String> declared = new LinkedHashSet<>();
  private final Set<Integer> keys = new LinkedHashSet<>();

  private Names(List<Token> tokens) {
    this.tokens = tokens;
    for (int i = 0; i < tokens.size(); i++) {
      declare(i);
    }
  }

  static Names of(List<Token> tokens) {
    return new Names(tokens);
  }

  /** Those it uses and does not declare. */
  Set<String> open() {
    Set<String> used = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (isName(i) && !keys.contains(i) && !isMember(i) && !isKey(i)) {
        used.add(token.text());
      }
    }
    used.removeAll(declared);
    return used;
  }

  private void declare(int i) {
    switch (tokens.get(i).text()) {
      case "let", "const", "var" -> binding(i + 1);
      case "class" -> name(i + 1);
      case "function" -> {
        int next = is(i + 1, "*") ? i + 2 : i + 1;
        name(next);
        parameters(is(next, "(") ? next : next + 1);
      }
      case "catch" -> {
        if (!isMember(i)) {
          parameters(i + 1);
        }
      }
      case "=>" -> {
        if (is(i - 1, ")")) {
          parameters(opening(tokens, i - 1));
        } else {
          name(i - 1);
        }
      }
      case "(" -> method(i);
      default -> {
        // Nothing is declared here.
      }
    }
  }

  private void binding(int i) {
    if (is(i, "{") || is(i, "[")) {
      pattern(i, closing(tokens, i));
      return;
    }
    name(i);
    if (is(i + 1, ",") && isName(i + 2)) {
      binding(i + 2);
    }
  }

  private void parameters(int open) {
    if (is(open, "(")) {
      pattern(open, closing(tokens, open));
    }
  }

  private void pattern(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (isName(i) && !is(i - 1, ".") && !is(i + 1, ":") && !is(i - 1, "=")) {
        name(i);
      }
    }
  }

  /** A method of a class or an object: a name, parameters and a body, where no call can be. */
  private void method(int open) {
    int body = closing(tokens, open) + 1;
    boolean isAfterSign =
        is(open - 2, "{")
            || is(open - 2, ",")
            || is(open - 2, "}")
            || is(open - 2, "static")
            || is(open - 2, "async")
            || is(open - 2, "*")
            || is(open - 2, ";");
    if (is(body, "{")
        && isAfterSign
        && tokens.get(open - 1).kind() == Kind.NAME
        && !CONTROL.contains(tokens.get(open - 1).text())) {
      keys.add(open - 1);
      parameters(open);
    }
  }

  private void name(int i) {
    if (isName(i)) {
      declared.add(tokens.get(i).text());
    }
  }

  private boolean isName(int i) {
    return i >= 0
        && i < tokens.size()
        && tokens.get(i).kind() == Kind.NAME
        && !tokens.get(i).text().startsWith("#")
        && !KEYWORDS.contains(tokens.get(i).text());
  }

  private boolean isMember(int i) {
    return is(i - 1, ".") || is(i - 1, "?.");
  }

  private boolean isKey(int i) {
    return is(i + 1, ":") && (is(i - 1, "{") || is(i - 1, ","));
  }

  private boolean is(int i, String sign) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(sign);
  }

  /** Where the bracket ends that begins here. */
  static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += bracket(tokens.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  private static int opening(List<Token> tokens, int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      depth += bracket(tokens.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return 0;
  }

  private static int bracket(Token token) {
    if (token.kind() != Kind.SIGN) {
      return 0;
    }
    return switch (token.text()) {
      case "(", "[", "{" -> 1;
      case ")", "]", "}" -> -1;
      default -> 0;
    };
  }

  /** Whether there are functions, and none of them does anything. */
  static boolean haveEmptyFunctionsOnly(List<Token> tokens) {
    boolean isAny = false;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("{") && beginsFunction(tokens, i)) {
        isAny = true;
        if (!tokens.get(i + 1).is("}")) {
          return false;
        }
      }
    }
    return isAny;
  }

  /** The words that are in no function: top-level code, in blocks or not. */
  static List<Integer> outsideFunctions(List<Token> tokens) {
    List<Integer> outside = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      outside.add(i);
      if (tokens.get(i).is("{") && beginsFunction(tokens, i)) {
        i = closing(tokens, i);
      }
    }
    return outside;
  }

  private static boolean beginsFunction(List<Token> tokens, int brace) {
    if (brace == 0) {
      return false;
    }
    Token before = tokens.get(brace - 1);
    if (before.is("=>")) {
      return true;
    }
    if (!before.is(")")) {
      return false;
    }
    int open = opening(tokens, brace - 1);
    return open > 0 && !CONTROL.contains(tokens.get(open - 1).text());
  }
}
