package dev.bellhop.compression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Compresses or decompresses a stream of bytes in small steps. Not safe from several threads; holds
 * memory outside the heap until it is closed.
 */
public abstract class Coder implements AutoCloseable {
  /** The most bytes that one step takes in. */
  public static final int MOST_TAKEN = 128 * 1024;

  /** The most bytes that one step gives. */
  public static final int MOST_GIVEN = 64 * 1024;

  final Wrapping wrapping;
  final Input input = new Input();
  final byte[] given = new byte[MOST_GIVEN];
  private boolean isFinishing;

  Coder(Wrapping wrapping) {
    this.wrapping = wrapping;
  }

  /** The next bytes, where those before have all been taken. The array must not change. */
  public final void push(byte[] bytes) {
    input.push(bytes);
  }

  /** No more bytes come. */
  public final void finish() {
    isFinishing = true;
  }

  final boolean isFinishing() {
    return isFinishing;
  }

  final ByteBuffer given(int count) {
    return ByteBuffer.wrap(Arrays.copyOf(given, count));
  }

  /**
   * Takes a step.
   *
   * @return the bytes that it gives, which may be none; null where all bytes have been taken and
   *     there is nothing left to give
   * @throws DataFormatException where the bytes are not of the format
   */
  public abstract @Nullable ByteBuffer next() throws DataFormatException;

  @Override
  public abstract void close();
}
