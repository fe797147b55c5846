package dev.bellhop.compression;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * @see <a href="https://compression.spec.whatwg.org/#decompression-stream">Compression:
 *     decompression streams</a>
 */
final class Decompressor extends Coder {
  private enum Part {
    HEADER,
    CONTENT,
    TRAILER,
    DONE
  }

  private final Inflater inflater;
  private Part part = Part.HEADER;

  Decompressor(Inflater inflater, Wrapping wrapping) {
    super(wrapping);
    this.inflater = inflater;
  }

  @Override
  public @Nullable ByteBuffer next() throws DataFormatException {
    if (part == Part.HEADER && wrapping.readHeader(input)) {
      part = Part.CONTENT;
    }
    if (part == Part.CONTENT) {
      ByteBuffer content = inflate();
      if (content != null) {
        return content;
      }
    }
    if (part == Part.TRAILER && wrapping.readTrailer(input)) {
      part = Part.DONE;
    }
    if (part == Part.DONE && input.remaining() > 0) {
      throw new DataFormatException("there are bytes after the end");
    }
    if (part != Part.DONE && isFinishing()) {
      throw new DataFormatException("the end is missing");
    }
    return null;
  }

  /** Null where there is nothing to inflate. */
  private @Nullable ByteBuffer inflate() throws DataFormatException {
    if (inflater.needsInput()) {
      int count = Math.min(input.remaining(), MOST_TAKEN);
      inflater.setInput(input.bytes(), input.position(), count);
      input.skip(count);
    }
    int count = inflater.inflate(given);
    if (inflater.needsDictionary()) {
      throw new DataFormatException("a dictionary is needed");
    }
    wrapping.update(given, 0, count);
    if (inflater.finished()) {
      input.skip(-inflater.getRemaining());
      part = Part.TRAILER;
    } else if (count == 0 && input.remaining() == 0) {
      return null;
    }
    return given(count);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
