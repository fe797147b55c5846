package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.UnmappableCharacterException;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#single-byte-decoder">Encoding: single-byte
 *     decoder</a>
 */
final class SingleByteDecoder implements Decoder {
  private static final char REPLACEMENT = '\uFFFD';

  /** What each byte stands for, U+FFFD for nothing. */
  private final char[] characters;

  private final OnError onError;

  SingleByteDecoder(char[] characters, OnError onError) {
    this.characters = characters;
    this.onError = onError;
  }

  @Override
  public String decode(byte[] bytes) throws CharacterCodingException {
    char[] text = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = characters[Byte.toUnsignedInt(bytes[i])];
      if (text[i] == REPLACEMENT && onError == OnError.FAIL) {
        throw new UnmappableCharacterException(1);
      }
    }
    return new String(text);
  }

  @Override
  public String finish() {
    return "";
  }

  @Override
  public void reset() {}
}
