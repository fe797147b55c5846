package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#replacement-decoder">Encoding: replacement
 *     decoder</a>
 */
final class ReplacementHandler implements Handler {
  private boolean hasFailed;

  @Override
  public boolean handle(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ByteQueue.END || hasFailed) {
      return true;
    }
    hasFailed = true;
    queue.fail();
    return false;
  }
}
