package dev.bellhop.compression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * @see <a href="https://compression.spec.whatwg.org/#compression-stream">Compression: compression
 *     streams</a>
 */
final class Compressor implements Coder {
  private final Deflater deflater;
  private final Wrapping wrapping;
  private final Input input = new Input();
  private final byte[] given = new byte[MOST_GIVEN];
  private boolean hasHeader;
  private boolean isFinishing;
  private boolean hasTrailer;

  Compressor(Deflater deflater, Wrapping wrapping) {
    this.deflater = deflater;
    this.wrapping = wrapping;
  }

  @Override
  public void push(byte[] bytes) {
    input.push(bytes);
  }

  @Override
  public void finish() {
    isFinishing = true;
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
      if (!isFinishing) {
        return null;
      }
      deflater.finish();
    }
    int count = deflater.deflate(given);
    return ByteBuffer.wrap(Arrays.copyOf(given, count));
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
