package dev.bellhop.httpcache;

import dev.bellhop.http.ContentRange;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long responses may be used, and whether they may be stored, by a cache that one user has for
 * himself.
 *
 * @see <a href="https://httpwg.org/specs/rfc9111.html">RFC 9111: HTTP Caching</a>
 */
final class Freshness {
  /**
   * @see <a href="https://httpwg.org/specs/rfc9110.html#overview.of.status.codes">RFC 9110: status
   *     codes that are heuristically cacheable</a>
   */
  private static final Set<Integer> HEURISTIC =
      Set.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501);

  private static final long OLDER_BY = 10;

  private Freshness() {}

  /**
   * Whether a response to a GET may be stored and is of any use then.
   *
   * @see <a href="https://httpwg.org/specs/rfc9111.html#response.cacheability">RFC 9111: storing
   *     responses in caches</a>
   */
  static boolean isStorable(HeaderList request, int status, HeaderList response, Instant now) {
    if (status == 304
        || status == 206
            && (ContentRange.of(response) == null || response.contains("Content-Encoding"))
        || CacheDirectives.of(request).has("no-store")
        || CacheDirectives.of(response).has("no-store")
        || StoredResponse.varyNames(response).contains("*")) {
      return false;
    }
    return !lifetime(status, response, now).isZero()
        || CacheDirectives.of(response).seconds("stale-while-revalidate").orElse(0) > 0
        || response.contains("ETag")
        || response.contains("Last-Modified");
  }

  /** Whether a stored response may answer a request without asking the server. */
  static boolean suffices(StoredResponse stored, HeaderList request, Instant now) {
    CacheDirectives asked = CacheDirectives.of(request);
    CacheDirectives said = CacheDirectives.of(stored.headers());
    if (asked.has("no-cache")
        || asked.has("no-store")
        || said.has("no-cache")
        || request.contains("Pragma") && !request.contains("Cache-Control")) {
      return false;
    }
    Duration age = age(stored, now);
    OptionalLong maxAge = asked.seconds("max-age");
    if (maxAge.isPresent() && age.toSeconds() > maxAge.getAsLong()) {
      return false;
    }
    Duration left = lifetime(stored.status(), stored.headers(), stored.received()).minus(age);
    if (left.compareTo(Duration.ofSeconds(asked.seconds("min-fresh").orElse(0))) > 0) {
      return true;
    }
    if (!asked.has("max-stale") || said.has("must-revalidate")) {
      return false;
    }
    boolean howeverStale = asked.values().get("max-stale").isEmpty();
    return howeverStale || -left.toSeconds() <= asked.seconds("max-stale").orElse(0);
  }

  /**
   * Whether a stored response that is stale may answer all the same, while the server is asked for
   * the next time.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5861#section-3">RFC 5861:
   *     stale-while-revalidate</a>
   */
  static boolean sufficesMeanwhile(StoredResponse stored, HeaderList request, Instant now) {
    CacheDirectives asked = CacheDirectives.of(request);
    CacheDirectives said = CacheDirectives.of(stored.headers());
    OptionalLong longest = said.seconds("stale-while-revalidate");
    if (longest.isEmpty()
        || !asked.values().isEmpty()
        || request.contains("Pragma")
        || said.has("no-cache")
        || said.has("must-revalidate")) {
      return false;
    }
    Duration stale =
        age(stored, now).minus(lifetime(stored.status(), stored.headers(), stored.received()));
    return stale.compareTo(Duration.ofSeconds(longest.getAsLong())) <= 0;
  }

  /**
   * For how long a response is fresh; zero where it never is.
   *
   * @param received when it was there, for one that does not say when it was made
   * @see <a href="https://httpwg.org/specs/rfc9111.html#calculating.freshness.lifetime">RFC 9111:
   *     calculating freshness lifetime</a>
   */
  static Duration lifetime(int status, HeaderList headers, Instant received) {
    CacheDirectives said = CacheDirectives.of(headers);
    OptionalLong maxAge = said.seconds("max-age");
    if (maxAge.isPresent()) {
      return Duration.ofSeconds(maxAge.getAsLong());
    }
    Instant made = date(headers, "Date", received);
    Instant since = made == null ? received : made;
    if (headers.contains("Expires")) {
      Instant expires = date(headers, "Expires", received);
      return expires == null || expires.isBefore(since)
          ? Duration.ZERO
          : Duration.between(since, expires);
    }
    Instant modified = date(headers, "Last-Modified", received);
    boolean heuristic = HEURISTIC.contains(status) || said.has("public");
    return heuristic && modified != null && modified.isBefore(since)
        ? Duration.between(modified, since).dividedBy(OLDER_BY)
        : Duration.ZERO;
  }

  /**
   * @see <a href="https://httpwg.org/specs/rfc9111.html#age.calculations">RFC 9111: calculating
   *     age</a>
   */
  static Duration age(StoredResponse stored, Instant now) {
    Instant made = date(stored.headers(), "Date", stored.received());
    Duration apparent =
        made == null || made.isAfter(stored.received())
            ? Duration.ZERO
            : Duration.between(made, stored.received());
    Duration corrected =
        ageHeader(stored.headers()).plus(Duration.between(stored.requested(), stored.received()));
    Duration initial = apparent.compareTo(corrected) > 0 ? apparent : corrected;
    return initial.plus(Duration.between(stored.received(), now));
  }

  private static Duration ageHeader(HeaderList headers) {
    String age = headers.get("Age");
    return age == null || !age.matches("[0-9]{1,9}")
        ? Duration.ZERO
        : Duration.ofSeconds(Long.parseLong(age));
  }

  private static @Nullable Instant date(HeaderList headers, String name, Instant now) {
    String value = headers.get(name);
    return value == null ? null : HttpDate.parse(value, now);
  }
}
