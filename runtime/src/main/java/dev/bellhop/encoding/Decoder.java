package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;

/** Decodes a text whose bytes come in pieces. Not safe from several threads. */
public interface Decoder {
  /**
   * The text of the next bytes, as far as it is sure.
   *
   * @throws CharacterCodingException where bytes are wrong and the decoder is to fail; it must be
   *     {@link #reset} then
   */
  String decode(byte[] bytes) throws CharacterCodingException;

  /**
   * The rest of the text, of which no more bytes will come. The decoder is at the start of a text
   * afterwards.
   *
   * @throws CharacterCodingException where a character is not complete and the decoder is to fail
   */
  String finish() throws CharacterCodingException;

  /** Forgets what has come, and starts with another text. */
  void reset();
}
