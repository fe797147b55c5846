package dev.bellhop.testing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes that follow from a seed and their offset, so that any part can be checked by itself. */
public final class TestContent {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private TestContent() {}

  /** The bytes from an offset on. */
  public static byte[] bytes(long seed, long offset, int length) {
    byte[] bytes = new byte[length];
    fill(seed, offset, bytes, length);
    return bytes;
  }

  /** Writes the bytes from an offset on into an array. */
  public static void fill(long seed, long offset, byte[] into, int length) {
    int i = 0;
    while (i < length && ((offset + i) & 7) != 0) {
      into[i] = at(seed, offset + i);
      i++;
    }
    for (; i + 8 <= length; i += 8) {
      LONG.set(into, i, word(seed, (offset + i) >>> 3));
    }
    for (; i < length; i++) {
      into[i] = at(seed, offset + i);
    }
  }

  /** The byte at an offset. */
  public static byte at(long seed, long offset) {
    return (byte) (word(seed, offset >>> 3) >>> (8 * (offset & 7)));
  }

  private static long word(long seed, long index) {
    long z = seed + index * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 27);
  }
}
