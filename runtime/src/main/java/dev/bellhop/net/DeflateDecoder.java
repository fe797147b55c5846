package dev.bellhop.net;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The deflate coding: the zlib format or, as some servers send against the specification, raw
 * deflate data. The first byte tells them apart.
 *
 * @see <a href="https://httpwg.org/specs/rfc9110.html#deflate.coding">RFC 9110: deflate coding</a>
 */
final class DeflateDecoder implements ContentDecoder {
  private static final int COMPRESSION_METHOD_MASK = 0x0f;
  private static final int DEFLATE = 8;

  private @Nullable Inflater inflater;

  @Override
  public void decode(ByteBuffer input, ByteBuffer output) throws DataFormatException {
    if (inflater == null) {
      if (!input.hasRemaining()) {
        return;
      }
      boolean zlib = (input.get(input.position()) & COMPRESSION_METHOD_MASK) == DEFLATE;
      inflater = new Inflater(!zlib);
    }
    inflater.setInput(input);
    inflater.inflate(output);
    if (inflater.needsDictionary()) {
      throw new DataFormatException("a preset dictionary is needed");
    }
  }

  @Override
  public boolean finished() {
    return inflater != null && inflater.finished();
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
