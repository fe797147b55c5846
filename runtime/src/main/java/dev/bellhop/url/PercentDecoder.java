package dev.bellhop.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns percent-encoded bytes back into bytes.
 *
 * @see <a href="https://url.spec.whatwg.org/#percent-decode">URL: percent-decode</a>
 */
public final class PercentDecoder {
  private PercentDecoder() {}

  /** Percent-decodes bytes; a percent sign without two hex digits after it stays. */
  public static byte[] decode(byte[] input) {
    ByteArrayOutputStream output = new ByteArrayOutputStream(input.length);
    for (int i = 0; i < input.length; i++) {
      if (input[i] == '%'
          && i + 2 < input.length
          && CodePoints.isAsciiHexDigit(input[i + 1])
          && CodePoints.isAsciiHexDigit(input[i + 2])) {
        output.write(Character.digit(input[i + 1], 16) << 4 | Character.digit(input[i + 2], 16));
        i += 2;
      } else {
        output.write(input[i]);
      }
    }
    return output.toByteArray();
  }

  /** Percent-decodes a string's UTF-8 bytes; a lone surrogate counts as U+FFFD. */
  public static byte[] decode(String input) {
    return decode(utf8(input));
  }

  /** Percent-decodes and reads the bytes as UTF-8; malformed sequences become U+FFFD. */
  public static String decodeToString(String input) {
    return input.indexOf('%') < 0
        ? CodePoints.scalarString(input)
        : new String(decode(input), StandardCharsets.UTF_8);
  }

  /** The UTF-8 bytes, with U+FFFD where Java's own encoder would write a question mark. */
  static byte[] utf8(String input) {
    return CodePoints.scalarString(input).getBytes(StandardCharsets.UTF_8);
  }
}
