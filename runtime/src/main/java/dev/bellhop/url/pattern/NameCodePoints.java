package dev.bellhop.url.pattern;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * The code points of group names: those of JavaScript identifiers.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#is-a-valid-name-code-point">URL Pattern: is a
 *     valid name code point</a>
 */
final class NameCodePoints {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private NameCodePoints() {}

  /** Whether a name can start with the code point. */
  static boolean canStart(int c) {
    return c < 0x80
        ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '$' || c == '_'
        : UCharacter.hasBinaryProperty(c, UProperty.ID_START);
  }

  /** Whether a name can go on with the code point. */
  static boolean canContinue(int c) {
    return c < 0x80
        ? canStart(c) || isDigit(c)
        : c == ZERO_WIDTH_NON_JOINER
            || c == ZERO_WIDTH_JOINER
            || UCharacter.hasBinaryProperty(c, UProperty.ID_CONTINUE);
  }

  /** Whether a name was made up by counting, as no script can write one that starts so. */
  static boolean isNumeric(String name) {
    return isDigit(name.charAt(0));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
