package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;

/**
 * Takes the byte order mark away from what another decoder gives.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#concept-td-serialize">Encoding: serialize I/O
 *     queue</a>
 */
final class ByteOrderMarks implements Decoder {
  private static final char MARK = '\uFEFF';

  private final Decoder decoder;
  private final ByteOrderMark handling;
  private boolean atStart = true;

  ByteOrderMarks(Decoder decoder, ByteOrderMark handling) {
    this.decoder = decoder;
    this.handling = handling;
  }

  @Override
  public String decode(byte[] bytes) throws CharacterCodingException {
    return withoutMark(decoder.decode(bytes));
  }

  @Override
  public String finish() throws CharacterCodingException {
    String text = withoutMark(decoder.finish());
    atStart = true;
    return text;
  }

  @Override
  public void reset() {
    decoder.reset();
    atStart = true;
  }

  private String withoutMark(String text) {
    if (text.isEmpty() || !atStart) {
      return text;
    }
    atStart = false;
    return handling == ByteOrderMark.DROP && text.charAt(0) == MARK ? text.substring(1) : text;
  }
}
