package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums the results up. Not safe for several threads. */
final class Total {
  private int files;
  private int whole;
  private long passed;
  private long subtests;
  private int surprises;
  private final Map<String, Integer> skipped = new TreeMap<>();

  void skip(TestCase test) {
    // What exactly of the DOM, say, is a matter of the single case.
    String reason = String.valueOf(test.skipped()).replaceFirst(" \\(.*", "");
    skipped.merge(reason, 1, Integer::sum);
  }

  void add(TestResult result, List<Surprise> unexpected) {
    files++;
    if (result.completed() && result.passed() == result.subtests().size()) {
      whole++;
    }
    passed += result.passed();
    subtests += result.subtests().size();
    surprises += unexpected.size();
  }

  /** How many test cases were run. */
  int files() {
    return files;
  }

  /** How many of them passed in all subtests. */
  int whole() {
    return whole;
  }

  /** How many subtests passed. */
  long passed() {
    return passed;
  }

  /** How many subtests there were. */
  long subtests() {
    return subtests;
  }

  /** How many results differ from what was expected. */
  int surprises() {
    return surprises;
  }

  /** How many test cases were not run, by the reason. */
  Map<String, Integer> skipped() {
    return Map.copyOf(skipped);
  }
}
