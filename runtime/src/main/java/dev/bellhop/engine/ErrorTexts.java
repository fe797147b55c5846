package dev.bellhop.engine;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** Errors as a script would print them, on one line where they are errors. */
final class ErrorTexts {
  private ErrorTexts() {}

  static String of(PolyglotException error) {
    Value thrown = error.getGuestObject();
    if (error.isSyntaxError() || thrown == null) {
      return syntaxMessage(String.valueOf(error.getMessage()));
    }
    return of(thrown);
  }

  static String of(Value thrown) {
    PolyglotException exception = SourceFrames.exception(thrown);
    if (exception != null && exception.getMessage() != null) {
      return exception.getMessage();
    }
    return thrown.isString() ? thrown.asString() : thrown.toString();
  }

  /** GraalJS puts the place and the source line into the message; the frame has them. */
  private static String syntaxMessage(String message) {
    String line = message.lines().findFirst().orElse(message);
    return line.replaceFirst("^SyntaxError: .*?:\\d+:\\d+ ", "SyntaxError: ");
  }
}
