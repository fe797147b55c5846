package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.Set;

/**
 * Tells the variables that a script only counts up, or only adds to: what is restored in such a one
 * is never less than it was.
 */
public final class GrowingNames {
  /** Methods of arrays, sets and maps that take nothing away. */
  private static final Set<String> METHODS =
      Set.of(
          ("add at concat entries every filter find findIndex flatMap forEach get has includes"
                  + " indexOf join keys map push reduce set slice some unshift values")
              .split(" "));

  /** What is given to them stays as it is. */
  private static final Set<String> READING = Set.of("from", "stringify", "log");

  private final ScriptText script;
  private final Expressions expressions;

  /** Of one script; others may change the same variables. */
  public GrowingNames(ScriptText script) {
    this.script = script;
    expressions = new Expressions(script);
  }

  /** Whether a number in a variable of this name is never made less here. */
  public boolean counts(String name) {
    return each(name, this::leavesCount);
  }

  /**
   * Whether nothing is ever taken here from an array, a set or a map in a variable of this name.
   */
  public boolean collects(String name) {
    return each(name, this::leavesElements);
  }

  private interface Use {
    boolean isHarmless(int token);
  }

  private boolean each(String name, Use use) {
    for (int token = 0; token < script.size(); token++) {
      if (script.is(token, name) && script.is(token, Kind.NAME) && !isOther(token)) {
        if (script.isProperty(token) || !use.isHarmless(token)) {
          return false;
        }
      }
    }
    return script.isBalanced();
  }

  /** Whether a name is a member's of something, or just declared. */
  private boolean isOther(int token) {
    if (script.isProperty(token)) {
      return !script.isAny(token - 2, "self", "globalThis", "this");
    }
    boolean isKey =
        script.is(token + 1, ":")
            && script.brace(script.parent(token)) == Brace.OBJECT
            && script.questionMark(token + 1) == ScriptText.NONE;
    // Who imports it may call it by another name.
    boolean isDeclared =
        script.isAny(token - 1, "let", "const", "var") && !script.is(token - 2, "export");
    return isKey || isDeclared;
  }

  private boolean leavesCount(int token) {
    if (script.is(token - 1, "--")
        || script.isAny(token + 1, "--", "of", "in")
        || isInPattern(token)) {
      return false;
    }
    if (script.is(token + 1, "+=")) {
      return script.is(token + 2, Kind.NUMBER) && expressions.endsBefore(token + 3);
    }
    return !expressions.isAssignment(token + 1);
  }

  private boolean leavesElements(int token) {
    int next = token + 1;
    if (script.isAny(next, ".", "?.")) {
      boolean isSize =
          script.isAny(token + 2, "length", "size")
              && !script.is(token + 3, "--")
              && !expressions.isAssignment(token + 3);
      return isSize || METHODS.contains(script.word(token + 2)) && script.is(token + 3, "(");
    }
    if (script.is(next, "[")) {
      return !script.is(token - 1, "delete");
    }
    int opening = script.parent(token);
    boolean isRead =
        opening == token - 1
            && expressions.isCall(opening)
            && READING.contains(script.word(opening - 1))
            && script.isAny(opening - 3, "Array", "JSON", "console");
    return isRead || script.isAny(token - 1, "...", "of");
  }

  /** Whether a name stands in what may be the left side of an assignment. */
  private boolean isInPattern(int token) {
    int bracket = script.parent(token);
    while (bracket != ScriptText.NONE && script.is(bracket, Kind.PUNCTUATOR)) {
      if (script.is(script.behind(bracket), "=")) {
        return true;
      }
      bracket = script.parent(bracket);
    }
    return false;
  }
}
