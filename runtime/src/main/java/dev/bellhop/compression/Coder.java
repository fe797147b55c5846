package dev.bellhop.compression;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Compresses or decompresses a stream of bytes in small steps. Not safe from several threads; holds
 * memory outside the heap until it is closed.
 */
public interface Coder extends AutoCloseable {
  /** The most bytes that one step takes in. */
  int MOST_TAKEN = 128 * 1024;

  /** The most bytes that one step gives. */
  int MOST_GIVEN = 64 * 1024;

  /** The next bytes, where those before have all been taken. The array must not change. */
  void push(byte[] bytes);

  /** No more bytes come. */
  void finish();

  /**
   * Takes a step.
   *
   * @return the bytes that it gives, which may be none; null where all bytes have been taken and
   *     there is nothing left to give
   * @throws DataFormatException where the bytes are not of the format
   */
  @Nullable ByteBuffer next() throws DataFormatException;

  @Override
  void close();
}
