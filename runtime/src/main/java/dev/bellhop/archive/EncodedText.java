package dev.bellhop.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/** Text as bytes in a character encoding, piece by piece. */
final class EncodedText extends InputStream {
  private static final int PIECE = 1 << 13;

  private final Reader text;
  private final CharsetEncoder encoder;
  private final CharBuffer chars = CharBuffer.allocate(PIECE).flip();
  private final ByteBuffer bytes;
  private boolean ended;

  EncodedText(Reader text, Charset charset) {
    this.text = text;
    encoder =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    bytes = ByteBuffer.allocate((int) (PIECE * encoder.maxBytesPerChar())).flip();
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(into, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      if (ended) {
        return false;
      }
      chars.compact();
      int read = text.read(chars);
      ended = read < 0;
      chars.flip();
      bytes.clear();
      encoder.encode(chars, bytes, ended);
      if (ended) {
        encoder.flush(bytes);
      }
      bytes.flip();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
