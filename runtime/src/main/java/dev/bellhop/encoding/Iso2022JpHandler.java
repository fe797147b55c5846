package dev.bellhop.encoding;

import static dev.bellhop.encoding.ByteQueue.isIn;

import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * @see <a href="https://encoding.spec.whatwg.org/#iso-2022-jp-decoder">Encoding: ISO-2022-JP
 *     decoder</a>
 */
final class Iso2022JpHandler implements Handler {
  private static final int ESCAPE_BYTE = 0x1B;

  private enum State {
    ASCII,
    ROMAN,
    KATAKANA,
    LEAD_BYTE,
    TRAIL_BYTE,
    ESCAPE_START,
    ESCAPE
  }

  private State state = State.ASCII;
  private State outputState = State.ASCII;
  private int lead;

  /** Whether an escape sequence has come since the last character. */
  private boolean hasEscaped;

  @Override
  public boolean handle(int b, ByteQueue queue) throws CharacterCodingException {
    return switch (state) {
      case ESCAPE_START -> handleEscapeStart(b, queue);
      case ESCAPE -> handleEscape(b, queue);
      case TRAIL_BYTE -> handleTrail(b, queue);
      default -> handleCharacter(b, queue);
    };
  }

  private boolean handleCharacter(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ByteQueue.END) {
      return true;
    }
    if (b == ESCAPE_BYTE) {
      state = State.ESCAPE_START;
      return false;
    }
    hasEscaped = false;
    if (state == State.LEAD_BYTE && isIn(b, 0x21, 0x7E)) {
      lead = b;
      state = State.TRAIL_BYTE;
      return false;
    }
    int codePoint = ofSingle(b);
    if (codePoint == ByteQueue.NONE) {
      queue.fail();
    } else {
      queue.emit(codePoint);
    }
    return false;
  }

  private int ofSingle(int b) {
    return switch (state) {
      case ASCII -> ofAscii(b);
      case ROMAN -> b == 0x5C ? '¥' : b == 0x7E ? '‾' : ofAscii(b);
      case KATAKANA -> isIn(b, 0x21, 0x5F) ? 0xFF61 - 0x21 + b : ByteQueue.NONE;
      default -> ByteQueue.NONE;
    };
  }

  private static int ofAscii(int b) {
    return ByteQueue.isAscii(b) && b != 0x0E && b != 0x0F ? b : ByteQueue.NONE;
  }

  private boolean handleTrail(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == ESCAPE_BYTE) {
      state = State.ESCAPE_START;
      queue.fail();
      return false;
    }
    state = State.LEAD_BYTE;
    int codePoint =
        isIn(b, 0x21, 0x7E)
            ? Index.jis0208().codePointOf((lead - 0x21) * 94 + b - 0x21)
            : ByteQueue.NONE;
    if (codePoint == ByteQueue.NONE) {
      queue.fail();
    } else {
      queue.emit(codePoint);
    }
    return false;
  }

  private boolean handleEscapeStart(int b, ByteQueue queue) throws CharacterCodingException {
    if (b == '$' || b == '(') {
      lead = b;
      state = State.ESCAPE;
      return false;
    }
    if (b != ByteQueue.END) {
      queue.restore(b);
    }
    failEscape(queue);
    return false;
  }

  private boolean handleEscape(int b, ByteQueue queue) throws CharacterCodingException {
    int first = lead;
    lead = 0;
    State next = stateAfter(first, b);
    if (next == null) {
      if (b == ByteQueue.END) {
        queue.restore(first);
      } else {
        queue.restore(first, b);
      }
      failEscape(queue);
      return false;
    }
    state = next;
    outputState = next;
    boolean isSecond = hasEscaped;
    hasEscaped = true;
    if (isSecond) {
      queue.fail();
    }
    return false;
  }

  private static @Nullable State stateAfter(int first, int second) {
    if (first == '$') {
      return second == '@' || second == 'B' ? State.LEAD_BYTE : null;
    }
    return switch (second) {
      case 'B' -> State.ASCII;
      case 'J' -> State.ROMAN;
      case 'I' -> State.KATAKANA;
      default -> null;
    };
  }

  private void failEscape(ByteQueue queue) throws CharacterCodingException {
    hasEscaped = false;
    state = outputState;
    queue.fail();
  }
}
