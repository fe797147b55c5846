package dev.bellhop.url;

import com.google.common.net.InternetDomainName;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts belong together, by the list of public suffixes.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-registrable-domain">URL: registrable domain</a>
 */
public final class PublicSuffixes {
  private PublicSuffixes() {}

  /**
   * Whether anybody may have a name below this host: "com", "github.io", also an unknown "test".
   */
  public static boolean isPublicSuffix(String host) {
    InternetDomainName name = name(host);
    return name != null && (name.hasPublicSuffix() ? name.isPublicSuffix() : !name.hasParent());
  }

  /** The part of a host that somebody has registered; null for addresses and public suffixes. */
  public static @Nullable String registrableDomain(String host) {
    InternetDomainName name = name(host);
    if (name == null || isPublicSuffix(host)) {
      return null;
    }
    // The library drops the dot at the end of a name, which makes it another one.
    return registered(name) + (host.endsWith(".") ? "." : "");
  }

  private static String registered(InternetDomainName name) {
    if (name.hasPublicSuffix()) {
      return name.topPrivateDomain().toString();
    }
    // No rule is for it, so the last label is the suffix.
    var labels = name.parts();
    return labels.get(labels.size() - 2) + "." + labels.getLast();
  }

  /**
   * Whether two URLs are same site.
   *
   * @see <a href="https://html.spec.whatwg.org/multipage/browsers.html#same-site">HTML: same
   *     site</a>
   */
  public static boolean isSameSite(Url one, Url other) {
    return one.scheme().equals(other.scheme()) && isSchemelesslySameSite(one, other);
  }

  /**
   * Whether two URLs are same site whatever their schemes.
   *
   * @see <a
   *     href="https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site">HTML:
   *     schemelessly same site</a>
   */
  public static boolean isSchemelesslySameSite(Url one, Url other) {
    String host = one.host();
    String otherHost = other.host();
    if (host == null || otherHost == null) {
      return false;
    }
    if (host.equals(otherHost)) {
      return true;
    }
    String domain = registrableDomain(host);
    return domain != null && domain.equals(registrableDomain(otherHost));
  }

  /**
   * Whether a text is the host's name, or that of a domain with the host in it that somebody has
   * registered.
   *
   * @see <a
   *     href="https://html.spec.whatwg.org/multipage/browsers.html#is-a-registrable-domain-suffix-of-or-is-equal-to">HTML:
   *     is a registrable domain suffix of or is equal to</a>
   */
  public static boolean isRegistrableSuffixOrEqual(String suffix, String host) {
    Host parsed = suffix.isEmpty() ? null : HostParser.parse(suffix);
    if (parsed == null) {
      return false;
    }
    String domain = parsed.serialize();
    return domain.equals(host)
        || parsed instanceof Host.Domain
            && name(host) != null
            && host.endsWith("." + domain)
            && !isPublicSuffix(domain);
  }

  private static @Nullable InternetDomainName name(String host) {
    // An address would pass for a name where it consists of numbers.
    boolean isAddress = host.startsWith("[") || Ipv4Address.endsInNumber(host);
    return !isAddress && InternetDomainName.isValid(host) ? InternetDomainName.from(host) : null;
  }
}
