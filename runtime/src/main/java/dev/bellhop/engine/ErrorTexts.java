package dev.bellhop.engine;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What scripts throw, as text for a person. On the realm's loop only. */
final class ErrorTexts {
  private final Hooks hooks;

  ErrorTexts(Hooks hooks) {
    this.hooks = hooks;
  }

  String of(PolyglotException error) {
    Value thrown = error.getGuestObject();
    if (error.isSyntaxError() || thrown == null) {
      return withoutPlace(String.valueOf(error.getMessage()));
    }
    return of(thrown);
  }

  String of(Value thrown) {
    String text = fromShim(thrown);
    if (text != null) {
      return text;
    }
    PolyglotException exception = SourceFrames.exception(thrown);
    return exception == null ? thrown.toString() : String.valueOf(exception.getMessage());
  }

  /** Null where the engine's own text is the best, or where a script has spoilt the shim. */
  private @Nullable String fromShim(Value thrown) {
    try {
      Value text = hooks.errorText().execute(thrown);
      return text.isString() ? text.asString() : null;
    } catch (PolyglotException e) {
      if (SourceFrames.isStop(e)) {
        throw e;
      }
      return null;
    }
  }

  /** GraalJS puts the place and the source line into a syntax error; the frame has them. */
  private static String withoutPlace(String message) {
    String line = message.lines().findFirst().orElse(message);
    return line.replaceFirst("^SyntaxError: .*?:\\d+:\\d+ ", "SyntaxError: ");
  }
}
