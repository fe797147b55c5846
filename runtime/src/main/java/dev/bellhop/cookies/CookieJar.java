package dev.bellhop.cookies;

import dev.bellhop.fetch.Cookies;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.store.Database;
import dev.bellhop.url.PublicSuffixes;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a data folder. Those with a date stay in the store, the others as long as this
 * object. Read from the store when the first request asks. Safe from any thread.
 *
 * @see <a href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html">RFC
 *     6265bis</a>
 */
public final class CookieJar implements Cookies {
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int MOST_PER_DOMAIN = 180;
  private static final int MOST = 3000;

  private final CookieRows rows;
  private final Supplier<Instant> now;
  private final Map<Cookie.Key, Cookie> cookies = new LinkedHashMap<>();
  private @Nullable CompletableFuture<Void> loading;

  /** The jar in this database, by this clock. */
  public CookieJar(Database database, Supplier<Instant> now) {
    this.rows = new CookieRows(database);
    this.now = now;
  }

  @Override
  public CompletableFuture<@Nullable String> header(Url url, Reach reach) {
    return loaded().thenApply(done -> find(url, reach));
  }

  @Override
  public CompletableFuture<Void> received(Url url, HeaderList response, Reach reach) {
    List<String> values =
        response.asList().stream()
            .filter(header -> header.name().equalsIgnoreCase("Set-Cookie"))
            .map(Header::value)
            .toList();
    return values.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : loaded().thenAccept(done -> take(url, values, reach));
  }

  private synchronized CompletableFuture<Void> loaded() {
    if (loading == null) {
      loading =
          rows.load(now.get())
              .thenAccept(
                  found -> {
                    synchronized (this) {
                      found.forEach(cookie -> cookies.put(cookie.key(), cookie));
                    }
                  });
    }
    return loading;
  }

  /**
   * @see <a
   *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-retrieval-algorithm">RFC
   *     6265bis: retrieval algorithm</a>
   */
  private synchronized @Nullable String find(Url url, Reach reach) {
    String host = url.host();
    if (host == null) {
      return null;
    }
    Instant time = now.get();
    List<Cookie> found =
        cookies.values().stream()
            .filter(cookie -> !cookie.isExpired(time))
            .filter(cookie -> cookie.isForHost(host) && cookie.isForPath(url.path()))
            .filter(cookie -> !cookie.secure() || url.isPotentiallyTrustworthy())
            .filter(cookie -> reaches(cookie.sameSite(), reach))
            .sorted(
                Comparator.comparingInt((Cookie cookie) -> -cookie.path().length())
                    .thenComparing(Cookie::created))
            .toList();
    return found.isEmpty()
        ? null
        : found.stream().map(Cookie::pair).collect(Collectors.joining("; "));
  }

  private static boolean reaches(String sameSite, Reach reach) {
    return switch (sameSite) {
      case "none" -> true;
      case "strict" -> reach == Reach.SAME_SITE;
      default -> reach != Reach.CROSS_SITE;
    };
  }

  private void take(Url url, List<String> values, Reach reach) {
    var removed = new ArrayList<Cookie.Key>();
    var saved = new ArrayList<Cookie>();
    synchronized (this) {
      for (String value : values) {
        Instant time = now.get();
        SetCookie set = SetCookie.parse(value, time);
        Cookie cookie = set == null ? null : admitted(set, url, reach, time);
        if (cookie != null) {
          put(cookie, time, removed, saved);
        }
      }
    }
    if (!removed.isEmpty()) {
      // Nobody waits for it, and a jar that could not be written is still right in this process.
      rows.replace(removed, saved);
    }
  }

  private void put(Cookie cookie, Instant time, List<Cookie.Key> removed, List<Cookie> saved) {
    removed.add(cookie.key());
    saved.removeIf(earlier -> earlier.key().equals(cookie.key()));
    if (cookie.isExpired(time)) {
      cookies.remove(cookie.key());
      return;
    }
    cookies.put(cookie.key(), cookie);
    saved.add(cookie);
    makeRoom(cookie.domain(), time, removed);
  }

  /**
   * The cookie, where its server may set it.
   *
   * @see <a
   *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model">RFC
   *     6265bis: storage model</a>
   */
  private @Nullable Cookie admitted(SetCookie set, Url url, Reach reach, Instant time) {
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
            || !set.sameSite().equals("none") && reach == Reach.CROSS_SITE
            || set.hasPrefix("__Secure-") && !set.secure()
            || set.hasPrefix("__Host-")
                && !(set.secure() && domain.isEmpty() && set.path().equals("/"));
    if (refused || !set.secure() && !trustworthy && overlaysSecure(set.name(), host, path)) {
      return null;
    }
    Instant latest = time.plus(LONGEST);
    Instant expires = set.expires();
    var cookie =
        new Cookie(
            set.name(),
            set.value(),
            domain.isEmpty() ? host : domain,
            domain.isEmpty(),
            path,
            set.secure(),
            set.httpOnly(),
            set.sameSite(),
            expires != null && expires.isAfter(latest) ? latest : expires,
            time);
    Cookie before = cookies.get(cookie.key());
    return before == null ? cookie : cookie.createdAt(before.created());
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

  /**
   * Expired ones go first, then the oldest of a domain that has too many, then the oldest of all.
   */
  private void makeRoom(String domain, Instant time, List<Cookie.Key> removed) {
    List<Cookie> ofDomain =
        cookies.values().stream().filter(cookie -> cookie.domain().equals(domain)).toList();
    if (ofDomain.size() <= MOST_PER_DOMAIN && cookies.size() <= MOST) {
      return;
    }
    var going = new ArrayList<Cookie.Key>();
    cookies.values().stream()
        .filter(cookie -> cookie.isExpired(time))
        .forEach(cookie -> going.add(cookie.key()));
    if (going.isEmpty()) {
      (ofDomain.size() > MOST_PER_DOMAIN ? ofDomain.stream() : cookies.values().stream())
          .min(Comparator.comparing(Cookie::created))
          .ifPresent(oldest -> going.add(oldest.key()));
    }
    going.forEach(cookies::remove);
    removed.addAll(going);
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
