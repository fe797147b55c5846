package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Judgement.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Counts verdicts, by what kind of example they are of. Not safe for several threads. */
final class MdnTotal {
  private final Map<BlockClass, Map<Verdict, Integer>> counts = new EnumMap<>(BlockClass.class);
  private final Surface surface;
  private int dispatched;
  private int diagnostics;
  private long millis;

  /** Of nothing yet, in a Bellhop with this surface. */
  MdnTotal(Surface surface) {
    this.surface = surface;
  }

  /** What scripts found. */
  Surface surface() {
    return surface;
  }

  void add(Outcome outcome, Judgement judgement) {
    counts
        .computeIfAbsent(outcome.example().kind(), kind -> new EnumMap<>(Verdict.class))
        .merge(judgement.verdict(), 1, Integer::sum);
    dispatched += outcome.dispatched().size();
    diagnostics += outcome.remarks().size();
  }

  /** How long the run took. */
  void took(long millis) {
    this.millis = millis;
  }

  /** How many blocks of a kind there were with this verdict. */
  int count(BlockClass kind, Verdict verdict) {
    return counts.getOrDefault(kind, Map.of()).getOrDefault(verdict, 0);
  }

  /** How many blocks of a kind there were. */
  int count(BlockClass kind) {
    return Arrays.stream(Verdict.values()).mapToInt(verdict -> count(kind, verdict)).sum();
  }

  /** How many blocks there were with this verdict. */
  int count(Verdict verdict) {
    return Arrays.stream(BlockClass.values()).mapToInt(kind -> count(kind, verdict)).sum();
  }

  /** How many blocks there were. */
  int all() {
    return Arrays.stream(BlockClass.values()).mapToInt(this::count).sum();
  }

  /** How many events listeners of examples got, each type once for an example. */
  int dispatched() {
    return dispatched;
  }

  /** How many diagnostics there were. */
  int diagnostics() {
    return diagnostics;
  }

  long millis() {
    return millis;
  }
}
