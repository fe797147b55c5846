package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#shared-utf-16-decoder">Encoding: shared UTF-16
 *     decoder</a>
 */
final class Utf16Handler implements Handler {
  /** Which byte of a code unit comes first. */
  enum Order {
    BIG_ENDIAN,
    LITTLE_ENDIAN
  }

  private final Order order;
  private int leadByte = ByteQueue.NONE;
  private int leadSurrogate = ByteQueue.NONE;

  Utf16Handler(Order order) {
    this.order = order;
  }

  @Override
  public boolean handle(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ByteQueue.END) {
      if (leadByte == ByteQueue.NONE && leadSurrogate == ByteQueue.NONE) {
        return true;
      }
      leadByte = ByteQueue.NONE;
      leadSurrogate = ByteQueue.NONE;
      queue.fail();
    } else if (leadByte == ByteQueue.NONE) {
      leadByte = b;
    } else {
      int first = leadByte;
      leadByte = ByteQueue.NONE;
      handleUnit(first, b, queue);
    }
    return false;
  }

  private void handleUnit(int first, int second, ByteQueue queue) throws CharacterCodingException {
    char unit = (char) (order == Order.BIG_ENDIAN ? first << 8 | second : second << 8 | first);
    if (leadSurrogate != ByteQueue.NONE) {
      char high = (char) leadSurrogate;
      leadSurrogate = ByteQueue.NONE;
      if (Character.isLowSurrogate(unit)) {
        queue.emit(Character.toCodePoint(high, unit));
      } else {
        queue.restore(first, second);
        queue.fail();
      }
    } else if (Character.isHighSurrogate(unit)) {
      leadSurrogate = unit;
    } else if (Character.isLowSurrogate(unit)) {
      queue.fail();
    } else {
      queue.emit(unit);
    }
  }
}
