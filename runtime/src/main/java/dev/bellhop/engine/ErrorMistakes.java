package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mistakes that show only in the error that a worker's script ends with, because what it reaches
 * for is not there.
 */
final class ErrorMistakes {
  /**
   * How a mistake shows.
   *
   * @param error what the error's text must match
   * @param line what the line of the script must have
   */
  private record Sign(String name, Pattern error, Pattern line) {
    private static Sign of(String name, String error, String line) {
      return new Sign(name, Pattern.compile(error), Pattern.compile(line));
    }

    /** A global of windows, read by itself or as a member of the worker's global. */
    private static Stream<Sign> ofGlobal(String name, String global) {
      return Stream.of(
          of(name, "^ReferenceError: (%s) is not defined".formatted(global), ""),
          of(
              name,
              "^TypeError: Cannot (read|set) property .* of undefined",
              "\\b(self|globalThis)\\s*\\.\\s*(%s)\\b".formatted(global)));
    }
  }

  private static final List<Sign> SIGNS =
      Stream.of(
              Sign.ofGlobal("no-window", "window"),
              Sign.ofGlobal("no-document", "document"),
              Sign.ofGlobal("no-web-storage", "localStorage|sessionStorage"),
              Sign.ofGlobal("no-xmlhttprequest", "XMLHttpRequest"),
              Stream.of(
                  Sign.of(
                      "no-object-url",
                      "^TypeError: .*createObjectURL is not a function",
                      "createObjectURL"),
                  Sign.of(
                      "event-data-null",
                      "^TypeError: Cannot read property '(json|text|bytes|blob|arrayBuffer)' of null",
                      "\\b(e|ev|evt|event)\\s*\\.\\s*data\\b"),
                  // The same error stands for an await in a function that is not async.
                  Sign.of(
                      "top-level-await",
                      "^SyntaxError: await is only valid in async functions",
                      "^(?!\\s)(?:(?!=>)[^{])*\\bawait\\b")))
          .flatMap(signs -> signs)
          .toList();

  private ErrorMistakes() {}

  /** The name of the mistake that an error of a worker shows, or null. */
  static @Nullable String in(String message, @Nullable SourceFrame frame) {
    if (frame == null || frame.text() == null) {
      return null;
    }
    String line = frame.text();
    return SIGNS.stream()
        .filter(sign -> sign.error.matcher(message).find() && sign.line.matcher(line).find())
        .map(Sign::name)
        .findFirst()
        .orElse(null);
  }
}
