package dev.bellhop.encoding;

import static dev.bellhop.encoding.ByteQueue.isIn;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#shift_jis-decoder">Encoding: Shift_JIS
 *     decoder</a>
 */
final class ShiftJisHandler extends TwoByteHandler {
  private static final int FIRST_OF_USERS = 8836;
  private static final int LAST_OF_USERS = 10715;

  @Override
  boolean isLead(int b) {
    return isIn(b, 0x81, 0x9F) || isIn(b, 0xE0, 0xFC);
  }

  @Override
  boolean emit(int lead, int b, ByteQueue queue) {
    if (!isIn(b, 0x40, 0x7E) && !isIn(b, 0x80, 0xFC)) {
      return false;
    }
    int offset = b < 0x7F ? 0x40 : 0x41;
    int pointer = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + b - offset;
    if (isIn(pointer, FIRST_OF_USERS, LAST_OF_USERS)) {
      queue.emit(0xE000 - FIRST_OF_USERS + pointer);
      return true;
    }
    return emitIfAny(Index.jis0208().codePointOf(pointer), queue);
  }

  @Override
  int ofSingle(int b) {
    if (b == 0x80) {
      return b;
    }
    return isIn(b, 0xA1, 0xDF) ? 0xFF61 - 0xA1 + b : ByteQueue.NONE;
  }
}
