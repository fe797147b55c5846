package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds the variables that a script declares at its top level, which keep what they hold. */
public final class TopLevelNames {
  private final String text;
  private final ScriptText script;
  private final Expressions expressions;

  /** The tokens of the names. */
  private final List<Integer> found = new ArrayList<>();

  /** Of a script's text. */
  public TopLevelNames(String text) {
    this.text = text;
    script = new ScriptText(text);
    expressions = new Expressions(script);
    if (script.isBalanced()) {
      look();
    }
  }

  /** In their order; none in a text that was not understood. */
  public List<String> all() {
    return found.stream().map(script::word).toList();
  }

  /** Where one of them stands, the first time. */
  public Place place(String name) {
    int token =
        found.stream().filter(candidate -> script.is(candidate, name)).findFirst().orElseThrow();
    return new Lines(text).place(script.token(token).start());
  }

  private void look() {
    int token = 0;
    while (token < script.size()) {
      token = declares(token) ? declarators(token + 1) : script.behind(token);
    }
  }

  private boolean declares(int token) {
    return script.isAny(token, "let", "const", "var")
        && (script.beginsStatement(token) || script.isKeyword(token - 1, "export"))
        && (script.is(token + 1, Kind.NAME) || script.partner(token + 1) != ScriptText.NONE);
  }

  /** Up to the token behind them. */
  private int declarators(int first) {
    int token = first;
    while (true) {
      int end = expressions.end(token);
      target(token);
      if (!script.is(end + 1, ",")) {
        return end + 1;
      }
      token = end + 2;
    }
  }

  /** A name, or a pattern with names in it. */
  private void target(int token) {
    if (script.is(token, Kind.NAME)) {
      found.add(token);
      return;
    }
    int closing = script.partner(token);
    int part = token + 1;
    while (part < closing) {
      int end = script.is(part, ",") ? part - 1 : expressions.end(part);
      boolean isKey = script.is(end + 1, ":");
      if (!isKey && end >= part) {
        target(script.is(part, "...") ? part + 1 : part);
      }
      part = end + 2;
    }
  }
}
