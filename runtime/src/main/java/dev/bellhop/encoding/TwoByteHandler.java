package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;

/** What the encodings have in common whose characters are one byte or a lead byte and another. */
abstract class TwoByteHandler implements Handler {
  private int lead;

  /** Whether a byte is the first of two. */
  abstract boolean isLead(int b);

  /** Emits what both bytes stand for; false where that is nothing. */
  abstract boolean emit(int first, int second, ByteQueue queue);

  /** What a single byte stands for that is neither ASCII nor a lead byte. */
  int ofSingle(int b) {
    return ByteQueue.NONE;
  }

  @Override
  public final boolean handle(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ByteQueue.END) {
      if (lead == 0) {
        return true;
      }
      lead = 0;
      queue.fail();
    } else if (lead != 0) {
      int first = lead;
      lead = 0;
      if (!emit(first, b, queue)) {
        if (ByteQueue.isAscii(b)) {
          queue.restore(b);
        }
        queue.fail();
      }
    } else if (ByteQueue.isAscii(b)) {
      queue.emit(b);
    } else if (isLead(b)) {
      lead = b;
    } else if (!emitIfAny(ofSingle(b), queue)) {
      queue.fail();
    }
    return false;
  }

  static boolean emitIfAny(int codePoint, ByteQueue queue) {
    if (codePoint == ByteQueue.NONE) {
      return false;
    }
    queue.emit(codePoint);
    return true;
  }
}
