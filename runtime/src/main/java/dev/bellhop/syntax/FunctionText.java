package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A function in a script, by its tokens: one whose value is its body's, so neither a generator nor
 * a method, of which nobody knows who calls them.
 *
 * @param start its first token
 * @param end its last one
 * @param name of a function expression or declaration; {@link ScriptText#NONE} for one that has
 *     none
 */
record FunctionText(int start, int end, int name) {
  private static final int NONE = ScriptText.NONE;

  /**
   * The innermost function around a token, or null where there is none or it is of another kind.
   */
  static @Nullable FunctionText around(ScriptText script, int token) {
    int inner = token;
    while (true) {
      int arrow = arrowBefore(script, inner);
      if (arrow != NONE) {
        return arrow(script, arrow, new Expressions(script).end(arrow + 1));
      }
      int opening = script.parent(inner);
      if (opening == NONE || script.brace(opening) == Brace.CLASS) {
        return null;
      }
      if (script.brace(opening).isFunction()) {
        return withBody(script, opening);
      }
      inner = opening;
    }
  }

  /** The arrow before an expression that a token is in, and that is a function's body. */
  private static int arrowBefore(ScriptText script, int token) {
    int at = token;
    while (at > 0 && !script.beginsStatement(at)) {
      int last = at - 1;
      if (last == script.parent(token) || script.is(last, ",")) {
        return NONE;
      }
      if (script.is(last, "=>")) {
        return last;
      }
      at = script.before(at);
    }
    return NONE;
  }

  private static FunctionText arrow(ScriptText script, int arrow, int end) {
    int start = script.before(arrow);
    return new FunctionText(script.isKeyword(start - 1, "async") ? start - 1 : start, end, NONE);
  }

  private static @Nullable FunctionText withBody(ScriptText script, int brace) {
    int end = script.partner(brace);
    if (script.is(brace - 1, "=>")) {
      return arrow(script, brace - 1, end);
    }
    int before = script.partner(brace - 1) - 1;
    int name = script.is(before, Kind.NAME) && !script.is(before, "function") ? before : NONE;
    int function = name == NONE ? before : name - 1;
    if (!script.isKeyword(function, "function")) {
      return null;
    }
    int start = script.isKeyword(function - 1, "async") ? function - 1 : function;
    return new FunctionText(start, end, name);
  }
}
