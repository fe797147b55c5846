package dev.bellhop.http;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request or a response, wherever they are: in memory, in a file, or still on their
 * way. Bytes stay here until somebody reads them.
 */
public interface Body {
  /** The number of bytes (decoded), where it is known before reading. */
  OptionalLong length();

  /** Whether {@link #open()} may be called more than once, each time from the first byte. */
  boolean replayable();

  /** All of its bytes where they are in memory already, or null. Nobody may change them. */
  default byte @Nullable [] inMemory() {
    return null;
  }

  /**
   * Starts reading.
   *
   * @throws IllegalStateException when the body is not replayable and was opened before
   */
  BodyReader open();

  /**
   * The same bytes, read through what is made of each reader: as long and as replayable as this
   * body, and never in memory.
   */
  default Body through(UnaryOperator<BodyReader> readers) {
    return new BodyThrough(this, readers);
  }
}
