package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds the variables that a script declares at its top level, which keep what they hold. */
public final class TopLevelNames {
  private final ScriptText script;
  private final Lines lines;
  private final Expressions expressions;
  private final List<Declared> found = new ArrayList<>();

  private TopLevelNames(String text) {
    script = new ScriptText(text);
    lines = new Lines(text);
    expressions = new Expressions(script);
  }

  /**
   * A variable.
   *
   * @param line of its name, counted from 1
   * @param column of its name, counted from 1
   * @param text of that line
   */
  public record Declared(String name, int line, int column, String text) {}

  /** In their order; none in a text that was not understood. */
  public static List<Declared> in(String text) {
    var names = new TopLevelNames(text);
    if (names.script.isBalanced()) {
      names.look();
    }
    return names.found;
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
      Lines.Place place = lines.place(script.token(token).start());
      found.add(new Declared(script.word(token), place.line(), place.column(), place.text()));
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
