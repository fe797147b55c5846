package dev.bellhop.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells bodies apart, and damaged ones from whole ones. Two checksums with different polynomials:
 * both are intrinsics of every compiler of the JVM, so they cost next to nothing beside the
 * writing, where SHA-256 would cost ten times as much. That somebody can forge them does not
 * matter: bodies count as equal only when their bytes are.
 */
final class BodyHash {
  private static final int PIECE = 1 << 18;

  private final CRC32C high = new CRC32C();
  private final CRC32 low = new CRC32();

  void update(ByteBuffer bytes) {
    high.update(bytes.duplicate());
    low.update(bytes.duplicate());
  }

  void reset() {
    high.reset();
    low.reset();
  }

  long value() {
    return high.getValue() << 32 | low.getValue();
  }

  static long of(byte[] bytes) {
    var hash = new BodyHash();
    hash.update(ByteBuffer.wrap(bytes));
    return hash.value();
  }

  /** Of a whole file. */
  static long of(FileChannel file) throws IOException {
    var hash = new BodyHash();
    ByteBuffer piece = ReadBuffer.allocate(PIECE);
    for (long position = 0; ; ) {
      int read = file.read(piece.clear(), position);
      if (read < 0) {
        return hash.value();
      }
      position += read;
      hash.update(piece.flip());
    }
  }
}
