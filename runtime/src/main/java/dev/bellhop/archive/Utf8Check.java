package dev.bellhop.archive;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells whether what is written to it is UTF-8, all of it. */
final class Utf8Check extends OutputStream {
  private static final int PIECE = 1 << 13;
  private static final int LONGEST_SEQUENCE = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer chars = CharBuffer.allocate(PIECE);
  private final ByteBuffer begun = ByteBuffer.allocate(LONGEST_SEQUENCE + PIECE);
  private boolean well = true;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int from = offset; well && from < end; from += PIECE) {
      begun.put(bytes, from, Math.min(PIECE, end - from)).flip();
      well = decode(false);
      begun.compact();
    }
  }

  private boolean decode(boolean last) {
    CoderResult result;
    do {
      result = decoder.decode(begun, chars.clear(), last);
    } while (result.isOverflow());
    return !result.isError();
  }

  /** Whether all of it was UTF-8, to its end. */
  boolean endsWell() {
    begun.flip();
    return well && decode(true);
  }
}
