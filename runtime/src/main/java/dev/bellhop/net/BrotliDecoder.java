package dev.bellhop.net;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The br coding, by a native library that not every system has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7932">RFC 7932: Brotli</a>
 */
final class BrotliDecoder implements ContentDecoder {
  private static final int INPUT = 32 * 1024;

  private final DecoderJNI.Wrapper decoder;
  private @Nullable ByteBuffer pulled;
  private boolean closed;

  BrotliDecoder() {
    try {
      decoder = new DecoderJNI.Wrapper(INPUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the native library is there. The first call loads it. */
  static boolean available() {
    return Loaded.YES;
  }

  private static final class Loaded {
    static final boolean YES = Brotli4jLoader.isAvailable();
  }

  @Override
  public void decode(ByteBuffer input, ByteBuffer output) throws DataFormatException {
    while (true) {
      if (pulled != null) {
        int length = Math.min(pulled.remaining(), output.remaining());
        output.put(pulled.slice(pulled.position(), length));
        pulled.position(pulled.position() + length);
        if (pulled.hasRemaining()) {
          return;
        }
        pulled = null;
      }
      switch (decoder.getStatus()) {
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> pulled = decoder.pull();
        case NEEDS_MORE_INPUT -> {
          if (decoder.hasOutput()) {
            pulled = decoder.pull();
          } else if (!push(input)) {
            return;
          }
        }
        case DONE -> {
          if (!decoder.hasOutput()) {
            return;
          }
          pulled = decoder.pull();
        }
        case ERROR -> throw new DataFormatException("not brotli");
      }
    }
  }

  private boolean push(ByteBuffer input) {
    int length = Math.min(input.remaining(), INPUT);
    if (length == 0) {
      return false;
    }
    ByteBuffer target = decoder.getInputBuffer();
    target.clear();
    target.put(input.slice(input.position(), length));
    input.position(input.position() + length);
    decoder.push(length);
    return true;
  }

  @Override
  public boolean finished() {
    return pulled == null
        && !closed
        && decoder.getStatus() == DecoderJNI.Status.DONE
        && !decoder.hasOutput();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      decoder.destroy();
    }
  }
}
