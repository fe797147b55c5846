package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;

/**
 * Takes the bytes of a text one by one, with the state of one text.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#handler">Encoding: handler</a>
 */
interface Handler {
  /**
   * Takes one byte, {@link ByteQueue#END} at the end of the text.
   *
   * @return whether it has finished, and wants no more bytes
   * @throws CharacterCodingException where bytes are wrong and the queue is to fail
   */
  boolean handle(int b, ByteQueue queue) throws CharacterCodingException;
}
