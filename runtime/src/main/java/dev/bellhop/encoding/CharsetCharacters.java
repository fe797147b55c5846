package dev.bellhop.encoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;

/** Single characters of one of Java's charsets. Not safe from several threads. */
final class CharsetCharacters {
  private static final int MOST_UNITS = 4;

  private final CharsetDecoder decoder;
  private final CharBuffer out = CharBuffer.allocate(MOST_UNITS);

  CharsetCharacters(Charset charset) {
    decoder = charset.newDecoder();
  }

  /** {@link ByteQueue#NONE} where the bytes are not those of one code point. */
  int codePointOf(byte[] bytes) {
    out.clear();
    decoder.reset();
    boolean isWrong =
        decoder.decode(ByteBuffer.wrap(bytes), out, true).isError() || decoder.flush(out).isError();
    out.flip();
    if (isWrong || out.isEmpty()) {
      return ByteQueue.NONE;
    }
    int codePoint = Character.codePointAt(out, 0);
    return Character.charCount(codePoint) == out.length() ? codePoint : ByteQueue.NONE;
  }
}
