package dev.bellhop.conformance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One page of the test server.
 *
 * @param id its path and query without the first slash, as in WPT's own reports
 * @param limit how long it may take
 * @param skipped why it is not run, or null
 */
record TestCase(String id, Duration limit, @Nullable String skipped) {
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(60);

  static TestCase toRun(String id, boolean isLong) {
    return new TestCase(id, isLong ? LONG : USUAL, null);
  }

  static TestCase skipped(String id, String why) {
    return new TestCase(id, USUAL, why);
  }

  /** This one, which is not run for that reason. */
  TestCase butSkipped(String why) {
    return new TestCase(id, limit, why);
  }

  /** This one, which is run in spite of what speaks against it. */
  TestCase butRun() {
    return new TestCase(id, limit, null);
  }
}
