package dev.bellhop.cookies;

import dev.bellhop.url.Url;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cookie in the jar. Its name and value are bytes, a character each.
 *
 * @param domain the host that it is for, or the domain whose hosts it is for
 * @param hostOnly whether it is for that host alone
 * @param partition the site that alone sends it wherever it goes, or "" where every site does
 * @param sameSite "strict", "lax", "none", or "" where its server said nothing
 * @param expires when it goes, or null where it goes with the process
 * @param created when it was first set
 * @see <a
 *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model">RFC
 *     6265bis: storage model</a>
 */
record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    String partition,
    boolean secure,
    boolean httpOnly,
    String sameSite,
    @Nullable Instant expires,
    Instant created) {

  /** What is the same in two cookies of which the later replaces the earlier. */
  record Key(String name, String domain, boolean hostOnly, String path, String partition) {}

  Key key() {
    return new Key(name, domain, hostOnly, path, partition);
  }

  /** This cookie with the age of the one that it replaces. */
  Cookie createdAt(Instant created) {
    return new Cookie(
        name, value, domain, hostOnly, path, partition, secure, httpOnly, sameSite, expires,
        created);
  }

  boolean isExpired(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  /** Whether a request for a URL could have it, whoever asks. */
  boolean isForUrl(Url url) {
    String host = url.host();
    return host != null
        && (hostOnly ? host.equals(domain) : domainMatches(host, domain))
        && pathMatches(url.path(), path)
        && (!secure || url.isPotentiallyTrustworthy());
  }

  /** As it stands in a request. */
  String pair() {
    return name.isEmpty() ? value : name + "=" + value;
  }

  /** Whether a host is a domain or lies in it; addresses never lie in one. */
  static boolean domainMatches(String host, String domain) {
    return host.equals(domain)
        || host.endsWith("." + domain) && !host.startsWith("[") && !host.matches("[0-9.]+");
  }

  static boolean pathMatches(String requested, String path) {
    return requested.equals(path)
        || requested.startsWith(path)
            && (path.endsWith("/") || requested.charAt(path.length()) == '/');
  }
}
