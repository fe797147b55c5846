package dev.bellhop.archive;

import dev.bellhop.BellhopException;
import java.io.EOFException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
