package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;

/** Finds where the expressions of a script begin and end, from a token within them. */
final class Expressions {
  private static final int NONE = ScriptText.NONE;

  private final ScriptText script;

  Expressions(ScriptText script) {
    this.script = script;
  }

  /** Whether a parenthesis holds an expression, rather than arguments or parameters. */
  boolean isGrouping(int opening) {
    return script.is(opening, "(")
        && !script.isHead(opening)
        && !script.endsOperand(opening - 1)
        && !isOfFunction(opening);
  }

  private boolean isOfFunction(int opening) {
    return script.is(opening - 1, "*") && script.isKeyword(opening - 2, "function");
  }

  /** Whether a parenthesis holds a call's arguments. */
  boolean isCall(int opening) {
    return script.is(opening, "(")
        && !script.isHead(opening)
        && script.endsOperand(opening - 1)
        && !script.isKeyword(opening - 1, "function")
        && !script.isKeyword(opening - 2, "function")
        && !script.is(script.behind(opening), "{");
  }

  /** Whether an expression has ended before a token, which may be that behind the last. */
  boolean endsBefore(int token) {
    return script.endsStatementBefore(token)
        || switch (script.word(token)) {
          case ",", ")", "]", "}", ":" -> true;
          default -> script.is(token, Kind.TEMPLATE_MIDDLE) || script.is(token, Kind.TEMPLATE_TAIL);
        };
  }

  /** The last token of the expression that begins with a token, up to a comma. */
  int end(int first) {
    int at = script.behind(first);
    while (!endsBefore(at) || script.is(at, ":") && script.questionMark(at, first) != NONE) {
      at = script.behind(at);
    }
    return at - 1;
  }

  /**
   * The first of the operands before an operator that binds less than all but conditional
   * expressions, assignments and arrows.
   */
  int startOfOperands(int operator) {
    int at = operator;
    while (at > 0 && !script.beginsStatement(at) && !isBoundary(at - 1)) {
      at = script.before(at);
    }
    return at;
  }

  private boolean isBoundary(int token) {
    return switch (script.word(token)) {
      case "(", "[", "{", ",", ";", "=>", "?", ":", "..." -> true;
      case "return", "throw", "yield", "case", "default" -> !script.isProperty(token);
      default -> script.interrupts(token) || isAssignment(token);
    };
  }

  /** Whether an operator puts a value into what stands before it. */
  boolean isAssignment(int operator) {
    return switch (script.word(operator)) {
      case "==", "===", "!=", "!==", "<=", ">=" -> false;
      default -> script.is(operator, Kind.PUNCTUATOR) && script.word(operator).endsWith("=");
    };
  }

  /** The first token of a chain of members and calls, by its last one; or {@link #NONE}. */
  int startOfChain(int last) {
    int at = last;
    while (true) {
      if (script.is(at, ")") || script.is(at, "]")) {
        at = script.partner(at);
        if (script.is(at, "(") ? !isCall(at) : !script.endsOperand(at - 1)) {
          return at;
        }
        at -= script.is(at - 1, "?.") ? 2 : 1;
      } else if (!script.is(at, Kind.NAME)) {
        return NONE;
      } else if (script.isProperty(at)) {
        at -= 2;
      } else {
        return script.isKeyword(at - 1, "new") ? at - 1 : at;
      }
    }
  }
}
