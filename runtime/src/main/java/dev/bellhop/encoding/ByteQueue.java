package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;

/**
 * The bytes that a handler takes, and the text that it gives.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#concept-stream">Encoding: I/O queue</a>
 */
final class ByteQueue {
  /** The end-of-queue item. */
  static final int END = -1;

  /** What no byte or code point is. */
  static final int NONE = -1;

  private static final int MOST_RESTORED = 3;
  private static final char REPLACEMENT = '\uFFFD';

  private final OnError onError;
  private final StringBuilder text = new StringBuilder();
  private final int[] restored = new int[MOST_RESTORED];
  private int restoredCount;
  private byte[] bytes = new byte[0];
  private int next;

  ByteQueue(OnError onError) {
    this.onError = onError;
  }

  static boolean isAscii(int b) {
    return b < 0x80;
  }

  static boolean isIn(int b, int first, int last) {
    return b >= first && b <= last;
  }

  /** Appends bytes, where those that came before have been taken. */
  void push(byte[] more) {
    bytes = more;
    next = 0;
  }

  boolean isEmpty() {
    return restoredCount == 0 && next == bytes.length;
  }

  int take() {
    if (restoredCount > 0) {
      restoredCount--;
      return restored[restoredCount];
    }
    return next < bytes.length ? Byte.toUnsignedInt(bytes[next++]) : END;
  }

  /** Puts bytes back at the front, the first of them first. */
  void restore(int... items) {
    for (int i = items.length - 1; i >= 0; i--) {
      restored[restoredCount++] = items[i];
    }
  }

  void emit(int codePoint) {
    text.appendCodePoint(codePoint);
  }

  /** Emits the code point that an index gives, or else fails with the byte back in the queue. */
  void emitOrFail(int codePoint, int b) throws CharacterCodingException {
    if (codePoint != NONE) {
      emit(codePoint);
      return;
    }
    if (isAscii(b)) {
      restore(b);
    }
    fail();
  }

  /** The bytes that were taken are wrong. */
  void fail() throws CharacterCodingException {
    if (onError == OnError.FAIL) {
      throw new MalformedInputException(1);
    }
    text.append(REPLACEMENT);
  }

  /** The text so far, which is gone from here afterwards. */
  String takeText() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  void clear() {
    restoredCount = 0;
    push(new byte[0]);
    text.setLength(0);
  }
}
