package dev.bellhop.conformance;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> HTTPS = Set.of("https", "serviceworker", "serviceworker-module");
  private static final Pattern QUERY_FLAG = Pattern.compile("[?&]wpt_flags=([^&]*)");

  /** The servers that there are for pages. */
  enum Scheme {
    /** Plain http. */
    HTTP,
    /** HTTP/1.1 over TLS. */
    HTTPS,
    /** HTTP/2 over TLS. */
    H2
  }

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

  /**
   * Which of the servers it wants: the one for HTTP/2 or for https where a flag says so, and else
   * the one for plain http. Pages with a service worker are on https always.
   */
  Scheme scheme() {
    Set<String> flags = flags();
    if (flags.contains("h2")) {
      return Scheme.H2;
    }
    return flags.stream().anyMatch(HTTPS::contains) ? Scheme.HTTPS : Scheme.HTTP;
  }

  /** Whether it wants to be below the host {@code www} and not on the host itself. */
  boolean isBelowHost() {
    return flags().contains("www");
  }

  /**
   * What stands between the dots of the file's name, or in the query.
   *
   * @see <a href="https://web-platform-tests.org/writing-tests/file-names.html">test file names</a>
   */
  private Set<String> flags() {
    String path = id.replaceFirst("\\?.*", "");
    List<String> parts = List.of(path.replaceFirst(".*/", "").split("\\."));
    Set<String> flags =
        new HashSet<>(parts.size() > 2 ? parts.subList(1, parts.size() - 1) : List.of());
    QUERY_FLAG.matcher(id).results().forEach(match -> flags.add(match.group(1)));
    return flags;
  }
}
