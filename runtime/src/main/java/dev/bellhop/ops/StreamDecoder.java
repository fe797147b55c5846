package dev.bellhop.ops;

import dev.bellhop.encoding.Decoder;
import dev.bellhop.encoding.Encoding;
import java.nio.charset.CharacterCodingException;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/** Decodes bytes that come in pieces, for one script's decoder. On its realm's loop only. */
public final class StreamDecoder {
  private final Encoding encoding;
  private final Decoder decoder;

  StreamDecoder(Encoding encoding, Decoder decoder) {
    this.encoding = encoding;
    this.decoder = decoder;
  }

  /** The encoding's name, in lower case. */
  @HostAccess.Export
  public String encoding() {
    return encoding.name();
  }

  /**
   * Decodes some bytes of an ArrayBuffer, after which more will come.
   *
   * @throws OpException TypeError where bytes are wrong and the decoder is fatal
   * @see <a href="https://encoding.spec.whatwg.org/#dom-textdecoder-decode">Encoding: decode()</a>
   */
  @HostAccess.Export
  public String decode(Value buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.readBuffer(offset, bytes, 0, length);
    try {
      return decoder.decode(bytes);
    } catch (CharacterCodingException e) {
      throw invalid();
    }
  }

  /**
   * Decodes the last bytes of a text; what comes next is another one.
   *
   * @throws OpException TypeError where bytes are wrong and the decoder is fatal
   */
  @HostAccess.Export
  public String decodeLast(Value buffer, int offset, int length) {
    return decode(buffer, offset, length) + finish();
  }

  /**
   * The rest of the text; what comes next is another one.
   *
   * @throws OpException TypeError where a character is not complete and the decoder is fatal
   */
  @HostAccess.Export
  public String finish() {
    try {
      return decoder.finish();
    } catch (CharacterCodingException e) {
      throw invalid();
    }
  }

  private OpException invalid() {
    decoder.reset();
    return new OpException("TypeError", "The bytes are not valid " + encoding.name() + ".");
  }
}
