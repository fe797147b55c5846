package dev.bellhop.ops;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Bytes on their way from a script. */
final class ScriptBytes {
  private ScriptBytes() {}

  /** A copy of an ArrayBuffer's bytes. */
  static byte[] copy(Value buffer) {
    byte[] bytes = new byte[Math.toIntExact(buffer.getBufferSize())];
    buffer.readBuffer(0, bytes, 0, bytes.length);
    return bytes;
  }

  /** A copy of the bytes, or null where there are none: a script's null. */
  static byte @Nullable [] copyOrNull(@Nullable Value buffer) {
    return buffer == null || buffer.isNull() ? null : copy(buffer);
  }
}
