package dev.bellhop.syntax;

/** What a pair of braces holds. */
enum Brace {
  /** No brace. */
  NONE,
  /** Statements that are no function's body. */
  BLOCK,
  /** The body of a function that is declared by a statement. */
  DECLARATION,
  /** The body of another function: an arrow, an expression, a method. */
  FUNCTION,
  /** A class's members. */
  CLASS,
  /** An object literal's or a pattern's members, or names of a module. */
  OBJECT;

  /** Whether statements stand directly in it. */
  boolean holdsStatements() {
    return this == BLOCK || isFunction();
  }

  boolean isFunction() {
    return this == DECLARATION || this == FUNCTION;
  }

  /** Whether an operand ends with it. */
  boolean isOperand() {
    return this == FUNCTION || this == OBJECT;
  }
}
