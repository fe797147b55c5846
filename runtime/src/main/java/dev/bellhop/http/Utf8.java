package dev.bellhop.http;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as the web decodes it.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#utf-8-decode">Encoding: UTF-8 decode</a>
 */
public final class Utf8 {
  private Utf8() {}

  /** The text, without a byte order mark; what is no UTF-8 becomes U+FFFD. */
  public static String decode(byte[] bytes) {
    int start = hasMark(bytes) ? 3 : 0;
    return new String(
        withoutSurrogates(bytes), start, bytes.length - start, StandardCharsets.UTF_8);
  }

  private static boolean hasMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  /** For an encoded surrogate the JDK writes one U+FFFD where the web writes three. */
  public static byte[] withoutSurrogates(byte[] bytes) {
    byte[] result = bytes;
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xed && (bytes[i + 1] & 0xe0) == 0xa0) {
        if (result == bytes) {
          result = bytes.clone();
        }
        result[i] = (byte) 0xff;
      }
    }
    return result;
  }
}
