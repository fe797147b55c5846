package dev.bellhop.compression;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * @see <a href="https://compression.spec.whatwg.org/#compression-stream">Compression: compression
 *     streams</a>
 */
final class Compressor extends Coder {
  private final Deflater deflater;
  private boolean hasHeader;
  private boolean hasTrailer;

  Compressor(Deflater deflater, Wrapping wrapping) {
    super(wrapping);
    this.deflater = deflater;
  }

  @Override
  public @Nullable ByteBuffer next() {
    if (!hasHeader) {
      hasHeader = true;
      return ByteBuffer.wrap(wrapping.header());
    }
    if (deflater.finished()) {
      return end();
    }
    if (deflater.needsInput() && !feed()) {
      if (!isFinishing()) {
        return null;
      }
      deflater.finish();
    }
    int count = deflater.deflate(given);
    return given(count);
  }

  private @Nullable ByteBuffer end() {
    if (hasTrailer) {
      return null;
    }
    hasTrailer = true;
    return ByteBuffer.wrap(wrapping.trailer());
  }

  private boolean feed() {
    int count = Math.min(input.remaining(), MOST_TAKEN);
    if (count == 0) {
      return false;
    }
    deflater.setInput(input.bytes(), input.position(), count);
    wrapping.update(input.bytes(), input.position(), count);
    input.skip(count);
    return true;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
