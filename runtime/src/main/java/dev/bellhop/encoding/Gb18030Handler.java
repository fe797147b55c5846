package dev.bellhop.encoding;

import static dev.bellhop.encoding.ByteQueue.isAscii;
import static dev.bellhop.encoding.ByteQueue.isIn;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#gb18030-decoder">Encoding: gb18030 decoder</a>
 */
final class Gb18030Handler implements Handler {
  private static final Map<Integer, Integer> RANGE_DIFFERENCES =
      Index.differences("gb18030-ranges");

  private final CharsetCharacters fourBytes = new CharsetCharacters(Charset.forName("GB18030"));
  private int first;
  private int second;
  private int third;

  @Override
  public boolean handle(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ByteQueue.END) {
      if (first == 0) {
        return true;
      }
      clear();
      queue.fail();
    } else if (third != 0) {
      handleFourth(b, queue);
    } else if (second != 0) {
      handleThird(b, queue);
    } else if (first != 0) {
      handleSecond(b, queue);
    } else if (isAscii(b)) {
      queue.emit(b);
    } else if (b == 0x80) {
      queue.emit('€');
    } else if (isIn(b, 0x81, 0xFE)) {
      first = b;
    } else {
      queue.fail();
    }
    return false;
  }

  private void handleFourth(int b, ByteQueue queue) throws CharacterCodingException {
    if (!isIn(b, 0x30, 0x39)) {
      queue.restore(second, third, b);
      clear();
      queue.fail();
      return;
    }
    int codePoint = ofRanges(b);
    clear();
    if (codePoint == ByteQueue.NONE) {
      queue.fail();
    } else {
      queue.emit(codePoint);
    }
  }

  private void handleThird(int b, ByteQueue queue) throws CharacterCodingException {
    if (isIn(b, 0x81, 0xFE)) {
      third = b;
      return;
    }
    queue.restore(second, b);
    clear();
    queue.fail();
  }

  private void handleSecond(int b, ByteQueue queue) throws CharacterCodingException {
    if (isIn(b, 0x30, 0x39)) {
      second = b;
      return;
    }
    int lead = first;
    clear();
    int offset = b < 0x7F ? 0x40 : 0x41;
    boolean hasPointer = isIn(b, 0x40, 0x7E) || isIn(b, 0x80, 0xFE);
    int pointer = hasPointer ? (lead - 0x81) * 190 + (b - offset) : ByteQueue.NONE;
    queue.emitOrFail(Index.gb18030().codePointOf(pointer), b);
  }

  /**
   * @see <a href="https://encoding.spec.whatwg.org/#index-gb18030-ranges-code-point">Encoding:
   *     index gb18030 ranges code point</a>
   */
  private int ofRanges(int fourth) {
    int pointer =
        ((first - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30;
    if (isIn(pointer, 39420, 188999) || pointer > 1237575) {
      return ByteQueue.NONE;
    }
    Integer different = RANGE_DIFFERENCES.get(pointer);
    return different == null
        ? fourBytes.codePointOf(Index.bytes(first, second, third, fourth))
        : different;
  }

  private void clear() {
    first = 0;
    second = 0;
    third = 0;
  }
}
