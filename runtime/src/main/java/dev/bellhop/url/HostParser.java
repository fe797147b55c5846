package dev.bellhop.url;

import org.jspecify.annotations.Nullable;

/**
 * Parses hosts.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-parsing">URL: host parsing</a>
 */
final class HostParser {
  private static final String FORBIDDEN_HOST_CODE_POINTS = "\0\t\n\r #/:<>?@[\\]^|";

  private record Parsed(String input, Host host) {}

  /** The last one: URLs that come one after the other are often of one host. */
  private static volatile @Nullable Parsed last;

  private HostParser() {}

  /**
   * Parses the host of a URL with a special scheme, or returns null.
   *
   * @param input not empty
   */
  static @Nullable Host parse(String input) {
    Parsed before = last;
    if (before != null && input.equals(before.input())) {
      return before.host();
    }
    Host host = input.startsWith("[") ? parseBracketed(input) : parseDomain(input);
    if (host != null) {
      last = new Parsed(input, host);
    }
    return host;
  }

  private static @Nullable Host parseDomain(String input) {
    String domain = domainToAscii(PercentDecoder.decodeToString(input));
    if (domain == null) {
      return null;
    }
    return Ipv4Address.endsInNumber(domain) ? Ipv4Address.parse(domain) : new Host.Domain(domain);
  }

  /** Parses the host of a URL whose scheme is not special, or returns null. */
  static @Nullable Host parseOpaque(String input) {
    if (input.startsWith("[")) {
      return parseBracketed(input);
    }
    if (input.chars().anyMatch(HostParser::isForbiddenHostCodePoint)) {
      return null;
    }
    return input.isEmpty()
        ? new Host.Empty()
        : new Host.Opaque(PercentEncodeSet.C0_CONTROL.encode(input));
  }

  private static @Nullable Host parseBracketed(String input) {
    return input.endsWith("]") ? Ipv6Address.parse(input.substring(1, input.length() - 1)) : null;
  }

  /**
   * The domain parser, not strict; null stands for failure.
   *
   * @see <a href="https://url.spec.whatwg.org/#idna">URL: IDNA</a>
   */
  private static @Nullable String domainToAscii(String domain) {
    String result =
        CodePoints.isAscii(domain) ? CodePoints.asciiLowercase(domain) : Idna.toAscii(domain);
    return result == null || result.isEmpty() || hasForbiddenDomainCodePoint(result)
        ? null
        : result;
  }

  private static boolean hasForbiddenDomainCodePoint(String domain) {
    for (int i = 0; i < domain.length(); i++) {
      if (isForbiddenDomainCodePoint(domain.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForbiddenHostCodePoint(int c) {
    return FORBIDDEN_HOST_CODE_POINTS.indexOf(c) >= 0;
  }

  private static boolean isForbiddenDomainCodePoint(int c) {
    return isForbiddenHostCodePoint(c) || c < 0x20 || c == '%' || c == 0x7F;
  }
}
