package dev.bellhop.encoding;

import static dev.bellhop.encoding.ByteQueue.isIn;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#big5-decoder">Encoding: Big5 decoder</a>
 */
final class Big5Handler extends TwoByteHandler {
  @Override
  boolean isLead(int b) {
    return isIn(b, 0x81, 0xFE);
  }

  @Override
  boolean emit(int lead, int b, ByteQueue queue) {
    if (!isIn(b, 0x40, 0x7E) && !isIn(b, 0xA1, 0xFE)) {
      return false;
    }
    int pointer = (lead - 0x81) * 157 + b - (b < 0x7F ? 0x40 : 0x62);
    // An index has single code points only, and these are letters with two marks.
    return switch (pointer) {
      case 1133 -> emitBoth('\u00CA', '\u0304', queue);
      case 1135 -> emitBoth('\u00CA', '\u030C', queue);
      case 1164 -> emitBoth('\u00EA', '\u0304', queue);
      case 1166 -> emitBoth('\u00EA', '\u030C', queue);
      default -> emitIfAny(Index.big5().codePointOf(pointer), queue);
    };
  }

  private static boolean emitBoth(char letter, char mark, ByteQueue queue) {
    queue.emit(letter);
    queue.emit(mark);
    return true;
  }
}
