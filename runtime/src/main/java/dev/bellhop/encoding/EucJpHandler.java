package dev.bellhop.encoding;

import static dev.bellhop.encoding.ByteQueue.isAscii;
import static dev.bellhop.encoding.ByteQueue.isIn;

import java.nio.charset.CharacterCodingException;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#euc-jp-decoder">Encoding: EUC-JP decoder</a>
 */
final class EucJpHandler implements Handler {
  private static final int KATAKANA = 0x8E;
  private static final int JIS0212 = 0x8F;

  private int lead;
  private boolean isJis0212;

  @Override
  public boolean handle(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ByteQueue.END) {
      if (lead == 0) {
        return true;
      }
      lead = 0;
      queue.fail();
    } else if (lead == KATAKANA && isIn(b, 0xA1, 0xDF)) {
      lead = 0;
      queue.emit(0xFF61 - 0xA1 + b);
    } else if (lead == JIS0212 && isIn(b, 0xA1, 0xFE)) {
      isJis0212 = true;
      lead = b;
    } else if (lead != 0) {
      handleTrail(b, queue);
    } else if (isAscii(b)) {
      queue.emit(b);
    } else if (b == KATAKANA || b == JIS0212 || isIn(b, 0xA1, 0xFE)) {
      lead = b;
    } else {
      queue.fail();
    }
    return false;
  }

  private void handleTrail(int b, ByteQueue queue) throws CharacterCodingException {
    int codePoint = ByteQueue.NONE;
    if (isIn(lead, 0xA1, 0xFE) && isIn(b, 0xA1, 0xFE)) {
      Index index = isJis0212 ? Index.jis0212() : Index.jis0208();
      codePoint = index.codePointOf((lead - 0xA1) * 94 + b - 0xA1);
    }
    lead = 0;
    isJis0212 = false;
    queue.emitOrFail(codePoint, b);
  }
}
