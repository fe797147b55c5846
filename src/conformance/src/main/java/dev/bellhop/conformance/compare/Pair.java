package dev.bellhop.conformance.compare;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same thing in two runtimes, or what has no counterpart. Not a value: the same thing may
 * happen twice.
 */
final class Pair {
  private final @Nullable Observation bellhop;
  private final @Nullable Observation chromium;

  Pair(@Nullable Observation bellhop, @Nullable Observation chromium) {
    this.bellhop = bellhop;
    this.chromium = chromium;
  }

  @Nullable Observation bellhop() {
    return bellhop;
  }

  @Nullable Observation chromium() {
    return chromium;
  }

  String subject() {
    return Objects.requireNonNull(bellhop == null ? chromium : bellhop).subject();
  }
}
