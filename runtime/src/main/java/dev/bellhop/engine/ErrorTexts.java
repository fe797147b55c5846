package dev.bellhop.engine;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

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
    Value text = hooks.errorText().execute(thrown);
    if (text.isString()) {
      return text.asString();
    }
    PolyglotException exception = SourceFrames.exception(thrown);
    return exception == null ? thrown.toString() : String.valueOf(exception.getMessage());
  }

  /** GraalJS puts the place and the source line into a syntax error; the frame has them. */
  private static String withoutPlace(String message) {
    String line = message.lines().findFirst().orElse(message);
    return line.replaceFirst("^SyntaxError: .*?:\\d+:\\d+ ", "SyntaxError: ");
  }
}
