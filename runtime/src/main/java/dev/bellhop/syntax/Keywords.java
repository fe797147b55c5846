package dev.bellhop.syntax;

import java.util.Set;

/** Names that mean something to the grammar. */
final class Keywords {
  /** An operand may follow them, so none has ended there. */
  private static final Set<String> BEFORE_OPERAND =
      Set.of(
          "await",
          "case",
          "delete",
          "do",
          "else",
          "extends",
          "in",
          "instanceof",
          "new",
          "of",
          "return",
          "throw",
          "typeof",
          "void",
          "yield",
          "default");

  /** What stands in parentheses behind them is no argument. */
  private static final Set<String> BEFORE_HEAD =
      Set.of("if", "for", "while", "with", "switch", "catch");

  /** They stand between two operands. */
  private static final Set<String> BETWEEN_OPERANDS = Set.of("in", "of", "instanceof");

  private Keywords() {}

  static boolean isBeforeOperand(String name) {
    return BEFORE_OPERAND.contains(name);
  }

  static boolean isBeforeHead(String name) {
    return BEFORE_HEAD.contains(name);
  }

  static boolean isBetweenOperands(String name) {
    return BETWEEN_OPERANDS.contains(name);
  }
}
