package dev.bellhop.url;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The code points that one part of a URL writes as percent-encoded bytes. Every set holds the C0
 * controls and everything above U+007E.
 *
 * @see <a href="https://url.spec.whatwg.org/#percent-encoded-bytes">URL: percent-encoded bytes</a>
 */
public enum PercentEncodeSet {
  C0_CONTROL(null, ""),
  FRAGMENT(C0_CONTROL, " \"<>`"),
  QUERY(C0_CONTROL, " \"#<>"),
  SPECIAL_QUERY(QUERY, "'"),
  PATH(QUERY, "?^`{}"),
  USERINFO(PATH, "/:;=@[\\]|"),
  COMPONENT(USERINFO, "$%&+,"),
  FORM_URLENCODED(COMPONENT, "!'()~");

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final boolean[] ascii;

  PercentEncodeSet(@Nullable PercentEncodeSet parent, String more) {
    if (parent == null) {
      ascii = new boolean[0x80];
      Arrays.fill(ascii, 0, 0x20, true);
      ascii[0x7F] = true;
    } else {
      ascii = parent.ascii.clone();
    }
    for (char c : more.toCharArray()) {
      ascii[c] = true;
    }
  }

  /** Whether the code point is written percent-encoded. */
  public boolean contains(int codePoint) {
    return codePoint >= 0x80 || ascii[codePoint];
  }

  /**
   * UTF-8 percent-encodes a string; a lone surrogate counts as U+FFFD.
   *
   * @see <a href="https://url.spec.whatwg.org/#string-utf-8-percent-encode">URL: UTF-8
   *     percent-encode</a>
   */
  public String encode(String input) {
    if (input.isEmpty()) {
      return input;
    }
    StringBuilder output = new StringBuilder(input.length() + 16);
    for (int i = 0; i < input.length(); i++) {
      int c = input.codePointAt(i);
      i += Character.charCount(c) - 1;
      encode(c, output);
    }
    return output.toString();
  }

  /** Appends one code point, percent-encoded if the set holds it. */
  void encode(int codePoint, StringBuilder output) {
    int c = CodePoints.scalar(codePoint);
    if (!contains(c)) {
      output.append((char) c);
    } else if (c == ' ' && this == FORM_URLENCODED) {
      output.append('+');
    } else if (c < 0x80) {
      appendByte(c, output);
    } else if (c < 0x800) {
      appendByte(0xC0 | c >> 6, output);
      appendByte(0x80 | c & 0x3F, output);
    } else if (c < 0x10000) {
      appendByte(0xE0 | c >> 12, output);
      appendByte(0x80 | c >> 6 & 0x3F, output);
      appendByte(0x80 | c & 0x3F, output);
    } else {
      appendByte(0xF0 | c >> 18, output);
      appendByte(0x80 | c >> 12 & 0x3F, output);
      appendByte(0x80 | c >> 6 & 0x3F, output);
      appendByte(0x80 | c & 0x3F, output);
    }
  }

  private static void appendByte(int value, StringBuilder output) {
    output.append('%').append(HEX[value >> 4]).append(HEX[value & 0xF]);
  }
}
