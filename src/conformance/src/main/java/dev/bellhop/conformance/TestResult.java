package dev.bellhop.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a test case went.
 *
 * @param id the test case's
 * @param harness "OK", "ERROR", "TIMEOUT" or "PRECONDITION_FAILED"
 * @param message why, where it is not OK and the reason is known
 * @param subtests its subtests, in their order
 * @param millis how long it took
 */
record TestResult(
    String id, String harness, @Nullable String message, List<Subtest> subtests, long millis) {
  TestResult {
    subtests = List.copyOf(subtests);
  }

  /**
   * One subtest.
   *
   * @param status "PASS", "FAIL", "TIMEOUT", "NOTRUN" or "PRECONDITION_FAILED"
   * @param message what failed, or null
   */
  record Subtest(String name, String status, @Nullable String message) {
    boolean passed() {
      return status.equals("PASS");
    }
  }

  boolean completed() {
    return harness.equals("OK");
  }

  long passed() {
    return subtests.stream().filter(Subtest::passed).count();
  }

  /** Whether it was completed with every subtest passed. */
  boolean isWhole() {
    return completed() && passed() == subtests.size();
  }
}
