package dev.bellhop.conformance.mdn;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of an example.
 *
 * @param dispatched the types of the events it got
 * @param millis how long it took
 */
record Outcome(
    Example example,
    List<String> dispatched,
    List<Effect> effects,
    List<Problem> problems,
    List<Remark> remarks,
    long millis) {
  Outcome {
    dispatched = List.copyOf(dispatched);
    effects = List.copyOf(effects);
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /** The kinds of its effects, each once, in their order. */
  List<String> effectKinds() {
    return effects.stream().map(Effect::kind).distinct().toList();
  }

  /** The kinds of its problems, each once. */
  List<String> problemKinds() {
    return problems.stream().map(Problem::kind).distinct().sorted().toList();
  }

  /** Its diagnostics, by their codes, with the first line of each. */
  Map<String, Integer> diagnostics() {
    Map<String, Integer> lines = new TreeMap<>();
    remarks.forEach(remark -> lines.putIfAbsent(remark.code(), remark.line()));
    return lines;
  }
}
