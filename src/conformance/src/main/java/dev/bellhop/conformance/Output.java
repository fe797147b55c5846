package dev.bellhop.conformance;

import dev.bellhop.conformance.Expectations.Surprise;
import java.util.List;

/** Where the results go, in the order of the test cases. */
interface Output {
  /** A test case that is not run. */
  void skipped(TestCase test);

  /**
   * A test case that was run.
   *
   * @param run the last of its runs, where there were several
   * @param surprises what of it was not expected
   */
  void ran(TestCase test, TestRunner.Run run, List<Surprise> surprises);

  /** Test cases that something is expected of and that the tree does not have; seldom any. */
  void stale(List<String> ids);

  /** All that there was. */
  void total(Total total);
}
