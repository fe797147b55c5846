package dev.bellhop.conformance;

/** Sums results up. Not safe for several threads. */
final class Tally {
  private int files;
  private int whole;
  private int skipped;
  private long passed;
  private long subtests;
  private int surprises;

  void skip() {
    skipped++;
  }

  void add(TestResult result, int unexpected) {
    files++;
    if (result.isWhole()) {
      whole++;
    }
    passed += result.passed();
    subtests += result.subtests().size();
    surprises += unexpected;
  }

  /** How many test cases were run. */
  int files() {
    return files;
  }

  /** How many of them passed in all subtests. */
  int whole() {
    return whole;
  }

  /** How many test cases were not run. */
  int skipped() {
    return skipped;
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

  /** How many of a hundred subtests passed. */
  double percent() {
    return subtests == 0 ? 0 : 100.0 * passed / subtests;
  }
}
