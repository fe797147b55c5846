package dev.bellhop.ops;

import org.graalvm.polyglot.Value;

/** Bytes on their way from a script. */
final class ScriptBytes {
  private ScriptBytes() {}

  /** A copy of an ArrayBuffer's bytes. */
  static byte[] copy(Value buffer) {
    byte[] bytes = new byte[Math.toIntExact(buffer.getBufferSize())];
    buffer.readBuffer(0, bytes, 0, bytes.length);
    return bytes;
  }
}
