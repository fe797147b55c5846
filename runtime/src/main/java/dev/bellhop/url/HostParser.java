package dev.bellhop.url;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses hosts.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-parsing">URL: host parsing</a>
 */
final class HostParser {
  /** CheckBidi, CheckJoiners, no transitional processing, no UseSTD3ASCIIRules. */
  private static final IDNA TO_ASCII =
      IDNA.getUTS46Instance(
          IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** What ICU reports although CheckHyphens and VerifyDnsLength are false. */
  private static final Set<IDNA.Error> IGNORED =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private static final String FORBIDDEN_HOST_CODE_POINTS = "\0\t\n\r #/:<>?@[\\]^|";

  private HostParser() {}

  /**
   * Parses the host of a URL with a special scheme, or returns null.
   *
   * @param input not empty
   */
  static @Nullable Host parse(String input) {
    if (input.startsWith("[")) {
      return parseBracketed(input);
    }
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
    String result;
    if (CodePoints.isAscii(domain)) {
      result = CodePoints.asciiLowercase(domain);
    } else {
      IDNA.Info info = new IDNA.Info();
      StringBuilder ascii = new StringBuilder();
      TO_ASCII.nameToASCII(domain, ascii, info);
      if (!IGNORED.containsAll(info.getErrors())) {
        return null;
      }
      result = ascii.toString();
    }
    return result.isEmpty() || result.chars().anyMatch(HostParser::isForbiddenDomainCodePoint)
        ? null
        : result;
  }

  private static boolean isForbiddenHostCodePoint(int c) {
    return FORBIDDEN_HOST_CODE_POINTS.indexOf(c) >= 0;
  }

  private static boolean isForbiddenDomainCodePoint(int c) {
    return isForbiddenHostCodePoint(c) || c < 0x20 || c == '%' || c == 0x7F;
  }
}
