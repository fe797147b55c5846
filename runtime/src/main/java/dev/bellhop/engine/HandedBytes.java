package dev.bellhop.engine;

import java.nio.ByteBuffer;

/**
 * Bytes that an operation gives to a shim, which makes an ArrayBuffer of them at once: they are
 * copied but once, and can be given back.
 */
public interface HandedBytes extends AutoCloseable {
  /** From position to limit; not to be read any more once this is closed. */
  ByteBuffer bytes();

  /** They have been copied. Called once, on the realm's loop. */
  @Override
  void close();
}
