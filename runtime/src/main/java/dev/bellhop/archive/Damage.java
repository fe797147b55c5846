package dev.bellhop.archive;

import dev.bellhop.BellhopException;
import java.io.EOFException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Says what is wrong with an archive that is being read. */
final class Damage {
  private static final String UNREADABLE = "it cannot be read";

  private Damage() {}

  /** What a failure says. */
  static String reason(Exception failure) {
    if (failure instanceof EOFException) {
      return "the file ends in the middle of it";
    }
    return Objects.requireNonNullElse(failure.getMessage(), UNREADABLE);
  }

  /** Why something is not JSON, without what the parser says of its own workings. */
  static String notJson(JacksonException failure) {
    return "it is not JSON: "
        + failure
            .getOriginalMessage()
            .replaceFirst("(?s) \\(start marker at .*|: expected close marker .*", "");
  }

  /** "file, place: what." */
  static BellhopException at(String place, @Nullable String what, @Nullable Throwable cause) {
    String sentence = String.valueOf(what).lines().findFirst().orElse(UNREADABLE);
    return new BellhopException(
        BellhopException.Kind.INPUT,
        place + ": " + sentence.replaceFirst("\\.?$", "."),
        null,
        cause);
  }
}
