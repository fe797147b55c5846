package dev.bellhop.encoding;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * An index of the standard: the code points by pointer. It is made of a charset of Java's when it
 * is first used, and of the few places where that differs.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#indexes">Encoding: indexes</a>
 */
final class Index {
  private static final int HEXADECIMAL = 16;

  /** Characters of their users' own, which only gb18030 has pointers for. */
  private static final IntPredicate PRIVATE_USE = point -> ByteQueue.isIn(point, 0xE000, 0xF8FF);

  private final int[] codePoints;

  private Index(
      String name,
      String charset,
      int size,
      IntFunction<byte[]> bytesOfPointer,
      IntPredicate isForeign) {
    var characters = new CharsetCharacters(Charset.forName(charset));
    codePoints = new int[size];
    for (int pointer = 0; pointer < size; pointer++) {
      int codePoint = characters.codePointOf(bytesOfPointer.apply(pointer));
      codePoints[pointer] = isForeign.test(codePoint) ? ByteQueue.NONE : codePoint;
    }
    differences(name).forEach((pointer, codePoint) -> codePoints[pointer] = codePoint);
  }

  static Index big5() {
    return Big5.INDEX;
  }

  static Index eucKr() {
    return EucKr.INDEX;
  }

  static Index gb18030() {
    return Gb18030.INDEX;
  }

  static Index jis0208() {
    return Jis0208.INDEX;
  }

  static Index jis0212() {
    return Jis0212.INDEX;
  }

  /** {@link ByteQueue#NONE} where the index has none. */
  int codePointOf(int pointer) {
    return pointer >= 0 && pointer < codePoints.length ? codePoints[pointer] : ByteQueue.NONE;
  }

  /** What each byte of an encoding stands for, U+FFFD for nothing. */
  static char[] singleBytes(String name, Charset charset) {
    var characters = new CharsetCharacters(charset);
    char[] table = new char[0x100];
    for (int b = 0; b < table.length; b++) {
      int codePoint = b < 0x80 ? b : characters.codePointOf(bytes(b));
      if (codePoint != ByteQueue.NONE) {
        table[b] = (char) codePoint;
      } else {
        // The bytes that Java leaves out there are control characters to the standard.
        table[b] = ByteQueue.isIn(b, 0x80, 0x9F) ? (char) b : '\uFFFD';
      }
    }
    differences(name).forEach((pointer, point) -> table[0x80 + pointer] = (char) (int) point);
    return table;
  }

  /** By pointer, of an index that Java nearly has. */
  static Map<Integer, Integer> differences(String name) {
    Map<Integer, Integer> found = new HashMap<>();
    for (String[] words : Tables.lines("differences.txt")) {
      if (words[0].equals(name)) {
        for (int i = 1; i < words.length; i += 2) {
          found.put(Integer.valueOf(words[i]), Integer.valueOf(words[i + 1], HEXADECIMAL));
        }
      }
    }
    return found;
  }

  static byte[] bytes(int... items) {
    byte[] bytes = new byte[items.length];
    for (int i = 0; i < items.length; i++) {
      bytes[i] = (byte) items[i];
    }
    return bytes;
  }

  private static final class Big5 {
    static final Index INDEX = new Index("big5", "Big5-HKSCS", 19782, Big5::bytesOf, PRIVATE_USE);

    private static byte[] bytesOf(int pointer) {
      int trail = pointer % 157;
      return bytes(pointer / 157 + 0x81, trail + (trail < 0x3F ? 0x40 : 0x62));
    }
  }

  private static final class EucKr {
    static final Index INDEX =
        new Index(
            "euc-kr",
            "x-windows-949",
            23940,
            pointer -> bytes(pointer / 190 + 0x81, pointer % 190 + 0x41),
            PRIVATE_USE);
  }

  private static final class Gb18030 {
    static final Index INDEX =
        new Index("gb18030", "GB18030", 23940, Gb18030::bytesOf, codePoint -> false);

    private static byte[] bytesOf(int pointer) {
      int trail = pointer % 190;
      return bytes(pointer / 190 + 0x81, trail + (trail < 0x3F ? 0x40 : 0x41));
    }
  }

  private static final class Jis0208 {
    static final Index INDEX =
        new Index("jis0208", "windows-31j", 11280, Jis0208::bytesOf, PRIVATE_USE);

    private static byte[] bytesOf(int pointer) {
      int lead = pointer / 188;
      int trail = pointer % 188;
      return bytes(lead + (lead < 0x1F ? 0x81 : 0xC1), trail + (trail < 0x3F ? 0x40 : 0x41));
    }
  }

  private static final class Jis0212 {
    static final Index INDEX =
        new Index(
            "jis0212",
            "EUC-JP",
            8836,
            pointer -> bytes(0x8F, pointer / 94 + 0xA1, pointer % 94 + 0xA1),
            PRIVATE_USE);
  }
}
