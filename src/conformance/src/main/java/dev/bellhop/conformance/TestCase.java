package dev.bellhop.conformance;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of the test server.
 *
 * @param id its path and query without the first slash, as in WPT's own reports
 * @param place where its tests are run
 * @param limit how long it may take
 * @param skipped why it is not run, or null
 */
record TestCase(String id, Place place, Duration limit, @Nullable String skipped) {
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern HTTP_2 = Pattern.compile("\\.h2\\.|[?&]wpt_flags=h2(&|$)");

  /** Where tests are run. */
  enum Place {
    /** In a service worker, which the file declares. */
    SERVICE_WORKER("service worker"),
    /** In a service worker, although the file declares other workers only. */
    UNDECLARED("service worker, not declared"),
    /** In a page without DOM. */
    PAGE("page");

    private final String text;

    Place(String text) {
      this.text = text;
    }

    /** In words. */
    String text() {
      return text;
    }
  }

  static TestCase toRun(String id, Place place, boolean isLong) {
    return new TestCase(id, place, isLong ? LONG : USUAL, null);
  }

  static TestCase skipped(String id, Place place, String why) {
    return new TestCase(id, place, USUAL, why);
  }

  /** This one, which is not run for that reason. */
  TestCase butSkipped(String why) {
    return new TestCase(id, place, limit, why);
  }

  /** This one, which is run in spite of what speaks against it. */
  TestCase butRun() {
    return new TestCase(id, place, limit, null);
  }

  /** Whether its server is to speak HTTP/2, which a file's name or a variant's query says. */
  boolean isForHttp2() {
    return HTTP_2.matcher(id).find();
  }
}
