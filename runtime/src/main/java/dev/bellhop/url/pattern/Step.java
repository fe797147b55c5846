package dev.bellhop.url.pattern;

/** One step of a {@link WildcardProgram}. */
sealed interface Step {
  /** Takes this character, in any case where the program ignores it. */
  record Take(char c) implements Step {}

  /** Takes any character but those of the string, which may be empty. */
  record TakeOther(String delimiter) implements Step {}

  /** Goes on at either step, rather at the first. */
  record Fork(int first, int second) implements Step {}

  /** Notes where a group starts (an even slot) or ends. */
  record Mark(int slot) implements Step {}

  /** Matches if the input is at its end. */
  record Accept() implements Step {}
}
