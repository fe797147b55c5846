package dev.bellhop.cookies;

import dev.bellhop.cookies.CookieChange.Kind;
import dev.bellhop.fetch.Cookies.Reach;
import dev.bellhop.url.PublicSuffixes;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that are there. Not safe from several threads.
 *
 * @see <a
 *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model">RFC
 *     6265bis: storage model</a>
 */
final class CookieTable {
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int MOST_PER_DOMAIN = 180;
  private static final int MOST = 3000;

  /** Where a cookie comes from. */
  enum Source {
    /** A server, with a header. */
    HTTP,
    /** A script, which neither sees nor touches what is for servers only. */
    SCRIPT
  }

  private final Map<Cookie.Key, Cookie> cookies = new LinkedHashMap<>();

  /** Takes what was kept of an earlier process. */
  void restore(Collection<Cookie> kept) {
    kept.forEach(cookie -> cookies.put(cookie.key(), cookie));
  }

  /**
   * The cookies for a request, in its order.
   *
   * @see <a
   *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-retrieval-algorithm">RFC
   *     6265bis: retrieval algorithm</a>
   */
  List<Cookie> find(Url url, Asker asker, Instant time) {
    return cookies.values().stream()
        .filter(cookie -> !cookie.isExpired(time))
        .filter(cookie -> cookie.isForUrl(url) && asker.mayHave(cookie))
        .sorted(
            Comparator.comparingInt((Cookie cookie) -> -cookie.path().length())
                .thenComparing(Cookie::created))
        .toList();
  }

  /** Sets a cookie, where whoever wants that may. */
  void take(SetCookie set, Url url, Asker asker, Source source, Instant time, Edits edits) {
    Cookie cookie = admitted(set, url, asker, time);
    if (cookie == null) {
      return;
    }
    Cookie before = cookies.get(cookie.key());
    if (before == null) {
      put(cookie, null, time, edits);
    } else if (!(source == Source.SCRIPT && before.httpOnly())) {
      put(cookie.createdAt(before.created()), before, time, edits);
    }
  }

  private void put(Cookie cookie, @Nullable Cookie before, Instant time, Edits edits) {
    if (cookie.isExpired(time)) {
      edits.unsave(cookie.key());
      cookies.remove(cookie.key());
      if (before != null) {
        edits.tell(before, Kind.DELETED);
      }
      return;
    }
    cookies.put(cookie.key(), cookie);
    edits.set(cookie);
    if (!cookie.equals(before)) {
      edits.tell(cookie, Kind.CHANGED);
    }
    makeRoom(cookie.domain(), edits);
  }

  /** Removes what is over. */
  void expire(Instant time, Edits edits) {
    List<Cookie> over = cookies.values().stream().filter(cookie -> cookie.isExpired(time)).toList();
    over.forEach(cookie -> remove(cookie, edits));
  }

  /** When the next cookie is over. */
  Optional<Instant> nextExpiry() {
    return cookies.values().stream()
        .map(Cookie::expires)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  private void remove(Cookie cookie, Edits edits) {
    cookies.remove(cookie.key());
    edits.unsave(cookie.key());
    edits.tell(cookie, Kind.DELETED);
  }

  private @Nullable Cookie admitted(SetCookie set, Url url, Asker asker, Instant time) {
    String host = url.host();
    if (host == null) {
      return null;
    }
    String domain = set.domain();
    if (!domain.isEmpty() && PublicSuffixes.isPublicSuffix(domain)) {
      if (!domain.equals(host)) {
        return null;
      }
      domain = "";
    }
    if (!domain.isEmpty() && !Cookie.domainMatches(host, domain)) {
      return null;
    }
    boolean trustworthy = url.isPotentiallyTrustworthy();
    String path = set.path().isEmpty() ? defaultPath(url) : set.path();
    boolean refused =
        set.secure() && !trustworthy
            || set.sameSite().equals("none") && !set.secure()
            || !set.sameSite().equals("none") && asker.reach() == Reach.CROSS_SITE
            || set.partitioned() && !set.secure()
            || set.hasPrefix("__Secure-") && !set.secure()
            || set.hasPrefix("__Host-")
                && !(set.secure() && domain.isEmpty() && set.path().equals("/"));
    if (refused || !set.secure() && !trustworthy && overlaysSecure(set.name(), host, path)) {
      return null;
    }
    Instant latest = time.plus(LONGEST);
    Instant expires = set.expires();
    return new Cookie(
        set.name(),
        set.value(),
        domain.isEmpty() ? host : domain,
        domain.isEmpty(),
        path,
        set.partitioned() ? asker.partition() : "",
        set.secure(),
        set.httpOnly(),
        set.sameSite(),
        expires != null && expires.isAfter(latest) ? latest : expires,
        time);
  }

  private boolean overlaysSecure(String name, String host, String path) {
    return cookies.values().stream()
        .anyMatch(
            cookie ->
                cookie.secure()
                    && cookie.name().equals(name)
                    && (Cookie.domainMatches(host, cookie.domain())
                        || Cookie.domainMatches(cookie.domain(), host))
                    && Cookie.pathMatches(path, cookie.path()));
  }

  /** The oldest of a domain that has too many goes, or the oldest of all. */
  private void makeRoom(String domain, Edits edits) {
    List<Cookie> candidates = new ArrayList<>(cookies.values());
    candidates.removeIf(cookie -> !cookie.domain().equals(domain));
    if (candidates.size() <= MOST_PER_DOMAIN) {
      if (cookies.size() <= MOST) {
        return;
      }
      candidates = List.copyOf(cookies.values());
    }
    candidates.stream()
        .min(Comparator.comparing(Cookie::created))
        .ifPresent(oldest -> remove(oldest, edits));
  }

  /**
   * @see <a
   *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-paths-and-path-match">RFC
   *     6265bis: default-path</a>
   */
  private static String defaultPath(Url url) {
    int slash = url.path().lastIndexOf('/');
    return slash <= 0 ? "/" : url.path().substring(0, slash);
  }
}
