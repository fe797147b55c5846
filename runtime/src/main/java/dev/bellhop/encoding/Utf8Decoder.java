package dev.bellhop.encoding;

import dev.bellhop.http.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Java's own decoder, which is much quicker than one byte at a time and, without encoded
 * surrogates, puts the same U+FFFD.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#utf-8-decoder">Encoding: UTF-8 decoder</a>
 */
final class Utf8Decoder implements Decoder {
  private static final byte[] NONE = new byte[0];

  private final CharsetDecoder decoder;

  /** Bytes of a character that has not come to its end. */
  private byte[] rest = NONE;

  Utf8Decoder(OnError onError) {
    decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(
                onError == OnError.FAIL ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE);
  }

  @Override
  public String decode(byte[] bytes) throws CharacterCodingException {
    ByteBuffer in = ByteBuffer.wrap(Utf8.withoutSurrogates(withRest(bytes)));
    CharBuffer out = CharBuffer.allocate(in.remaining());
    throwIfError(decoder.decode(in, out, false));
    rest = in.hasRemaining() ? Arrays.copyOfRange(in.array(), in.position(), in.limit()) : NONE;
    return out.flip().toString();
  }

  @Override
  public String finish() throws CharacterCodingException {
    CharBuffer out = CharBuffer.allocate(rest.length);
    throwIfError(decoder.decode(ByteBuffer.wrap(rest), out, true));
    throwIfError(decoder.flush(out));
    reset();
    return out.flip().toString();
  }

  @Override
  public void reset() {
    decoder.reset();
    rest = NONE;
  }

  private byte[] withRest(byte[] bytes) {
    if (rest.length == 0) {
      return bytes;
    }
    byte[] joined = Arrays.copyOf(rest, rest.length + bytes.length);
    System.arraycopy(bytes, 0, joined, rest.length, bytes.length);
    return joined;
  }

  private static void throwIfError(CoderResult result) throws CharacterCodingException {
    if (result.isError()) {
      result.throwException();
    }
  }
}
