package dev.bellhop.archive;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Reads bodies so that their failures can be told from those of the archive. */
final class BodyCopy {
  private static final int PIECE = 1 << 16;

  private BodyCopy() {}

  /** Gives the number of bytes. */
  static long copy(@Nullable Body body, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    long copied = 0;
    try (InputStream in = BodyInputStream.of(body)) {
      while (true) {
        int read = read(in, piece);
        if (read < 0) {
          return copied;
        }
        to.write(piece, 0, read);
        copied += read;
      }
    }
  }

  private static int read(InputStream in, byte[] piece) throws UnreadableBodyException {
    try {
      return in.read(piece);
    } catch (IOException e) {
      throw new UnreadableBodyException(e);
    }
  }
}
