package dev.bellhop.encoding;

import static dev.bellhop.encoding.ByteQueue.isIn;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#euc-kr-decoder">Encoding: EUC-KR decoder</a>
 */
final class EucKrHandler extends TwoByteHandler {
  @Override
  boolean isLead(int b) {
    return isIn(b, 0x81, 0xFE);
  }

  @Override
  boolean emit(int lead, int b, ByteQueue queue) {
    return isIn(b, 0x41, 0xFE)
        && emitIfAny(Index.eucKr().codePointOf((lead - 0x81) * 190 + b - 0x41), queue);
  }
}
