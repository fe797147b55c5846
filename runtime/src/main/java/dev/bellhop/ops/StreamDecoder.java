package dev.bellhop.ops;

import dev.bellhop.http.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Decodes bytes that come in pieces, for one TextDecoder. On its realm's loop only. */
public final class StreamDecoder {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final char REPLACEMENT = '\uFFFD';

  private final Encodings.Encoding encoding;
  private final boolean keepsMark;
  private final CharsetDecoder decoder;
  private final char @Nullable [] singleBytes;
  private final boolean fatal;

  /** Bytes of a character that has not come to its end. */
  private byte[] rest = new byte[0];

  private boolean atStart = true;

  StreamDecoder(Encodings.Encoding encoding, CodingErrorAction onError, boolean keepsMark) {
    this.encoding = encoding;
    this.keepsMark = keepsMark || !encoding.isUnicode();
    this.fatal = onError == CodingErrorAction.REPORT;
    this.singleBytes = encoding.singleBytes();
    this.decoder =
        encoding.charset().newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
  }

  /** The encoding's name, in lower case. */
  @HostAccess.Export
  public String encoding() {
    return encoding.name();
  }

  /**
   * Decodes some bytes of an ArrayBuffer.
   *
   * @param more whether more bytes of the same text will come
   * @throws OpException TypeError where bytes are wrong and the decoder is fatal
   * @see <a href="https://encoding.spec.whatwg.org/#dom-textdecoder-decode">Encoding: decode()</a>
   */
  @HostAccess.Export
  public String decode(Value buffer, int offset, int length, boolean more) {
    byte[] bytes = new byte[rest.length + length];
    System.arraycopy(rest, 0, bytes, 0, rest.length);
    buffer.readBuffer(offset, bytes, rest.length, length);
    if (singleBytes != null) {
      return bySingleBytes(singleBytes, bytes);
    }
    boolean isUtf8 = encoding.charset().equals(StandardCharsets.UTF_8);
    ByteBuffer in = ByteBuffer.wrap(isUtf8 ? Utf8.withoutSurrogates(bytes) : bytes);
    CharBuffer out = CharBuffer.allocate((int) (bytes.length * decoder.maxCharsPerByte()) + 2);
    try {
      throwIfError(decoder.decode(in, out, !more));
      if (!more) {
        throwIfError(decoder.flush(out));
      }
    } catch (CharacterCodingException e) {
      reset();
      throw invalid();
    }
    rest = new byte[in.remaining()];
    in.get(rest);
    String text = withoutMark(out.flip().toString());
    if (!more) {
      reset();
    }
    return text;
  }

  private String bySingleBytes(char[] table, byte[] bytes) {
    var text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      char decoded = table[Byte.toUnsignedInt(b)];
      if (fatal && decoded == REPLACEMENT) {
        throw invalid();
      }
      text.append(decoded);
    }
    return text.toString();
  }

  private OpException invalid() {
    return new OpException("TypeError", "The bytes are not valid " + encoding.name() + ".");
  }

  private void reset() {
    decoder.reset();
    rest = new byte[0];
    atStart = true;
  }

  private String withoutMark(String text) {
    if (text.isEmpty() || !atStart) {
      return text;
    }
    atStart = false;
    return !keepsMark && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static void throwIfError(CoderResult result) throws CharacterCodingException {
    if (result.isError()) {
      result.throwException();
    }
  }
}
