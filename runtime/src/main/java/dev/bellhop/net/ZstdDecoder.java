package dev.bellhop.net;

import com.github.luben.zstd.ZstdDirectBufferDecompressingStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * The zstd coding, by a native library that not every system has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878: Zstandard</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9659">RFC 9659: window sizing of the zstd content
 *     coding</a>
 */
final class ZstdDecoder implements ContentDecoder {
  /** Eight megabytes, more than which a content coding must not ask of its reader. */
  private static final int WINDOW_LOG = 23;

  private static final int PIECE = 64 * 1024;

  private final ByteBuffer out = ByteBuffer.allocateDirect(PIECE).flip();
  private Frames frames = new Frames(ByteBuffer.allocateDirect(PIECE).flip());
  private boolean closed;

  /** The library's stream, over a piece of the input at a time. */
  private static final class Frames extends ZstdDirectBufferDecompressingStreamNoFinalizer {
    Frames(ByteBuffer piece) {
      super(piece);
      try {
        setLongMax(WINDOW_LOG);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean wantsInput() {
      return !source.hasRemaining();
    }

    void take(ByteBuffer input) {
      int length = Math.min(input.remaining(), PIECE);
      source.clear();
      source.put(input.slice(input.position(), length));
      input.position(input.position() + length);
      source.flip();
    }

    ByteBuffer piece() {
      return source;
    }
  }

  /** Whether the library has a native part for systems like this one. Loads nothing. */
  static boolean expected() {
    String architecture = System.getProperty("os.arch", "");
    return architecture.equals("amd64") || architecture.equals("aarch64");
  }

  /** Whether the native library is there. The first call loads it. */
  static boolean available() {
    return Loaded.YES;
  }

  private static final class Loaded {
    static final boolean YES = load();

    private static boolean load() {
      try {
        Native.load();
        return true;
      } catch (UnsatisfiedLinkError | RuntimeException e) {
        return false;
      }
    }
  }

  @Override
  public void decode(ByteBuffer input, ByteBuffer output) throws DataFormatException {
    while (true) {
      int length = Math.min(out.remaining(), output.remaining());
      output.put(out.slice(out.position(), length));
      out.position(out.position() + length);
      if (!output.hasRemaining()) {
        return;
      }
      boolean given = frames.wantsInput() && input.hasRemaining();
      if (given) {
        if (!frames.hasRemaining()) {
          // The library counts a frame that ends with its piece as the last one.
          frames.close();
          frames = new Frames(frames.piece());
        }
        frames.take(input);
      }
      out.clear();
      try {
        frames.read(out);
      } catch (IOException e) {
        throw new DataFormatException(e.getMessage());
      } finally {
        out.flip();
      }
      if (!out.hasRemaining() && !given) {
        return;
      }
    }
  }

  @Override
  public boolean finished() {
    return !frames.hasRemaining() && !out.hasRemaining();
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      frames.close();
    }
  }
}
