package dev.bellhop.url.pattern;

import org.jspecify.annotations.Nullable;

/**
 * How often a part may be there.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#part-modifier">URL Pattern: modifier</a>
 */
enum Modifier {
  NONE(""),
  OPTIONAL("?"),
  ZERO_OR_MORE("*"),
  ONE_OR_MORE("+");

  /** The modifier as it is written in patterns and in regular expressions. */
  final String symbol;

  Modifier(String symbol) {
    this.symbol = symbol;
  }

  boolean repeats() {
    return this == ZERO_OR_MORE || this == ONE_OR_MORE;
  }

  /** The modifier that a token says, none where there is no token. */
  static Modifier of(@Nullable Token token) {
    if (token == null) {
      return NONE;
    }
    return switch (token.value()) {
      case "?" -> OPTIONAL;
      case "*" -> ZERO_OR_MORE;
      default -> ONE_OR_MORE;
    };
  }
}
