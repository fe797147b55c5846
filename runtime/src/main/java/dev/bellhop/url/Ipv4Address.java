package dev.bellhop.url;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses in their many spellings: 127.0.0.1, 127.1, 0x7f000001, 017700000001.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv4-parser">URL: IPv4 parser</a>
 */
final class Ipv4Address {
  private static final long FAILURE = -1;

  /** More than any address; numbers stop growing here, however many digits they have. */
  private static final long LIMIT = 1L << 40;

  private Ipv4Address() {}

  /**
   * Whether a domain's last label is a number, so that the whole must be an address.
   *
   * @see <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL: ends in a number</a>
   */
  static boolean endsInNumber(String domain) {
    String last = parts(domain).getLast();
    return !last.isEmpty() && last.chars().allMatch(CodePoints::isAsciiDigit)
        || parseNumber(last) != FAILURE;
  }

  /** Parses an address, or returns null. */
  static Host.@Nullable Ipv4 parse(String input) {
    List<String> parts = parts(input);
    if (parts.size() > 4) {
      return null;
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      long number = parseNumber(parts.get(i));
      boolean last = i == parts.size() - 1;
      long limit = last ? 1L << 8 * (5 - parts.size()) : 256;
      if (number == FAILURE || number >= limit) {
        return null;
      }
      address += last ? number : number << 8 * (3 - i);
    }
    return new Host.Ipv4((int) address);
  }

  /**
   * Writes an address in dotted decimal.
   *
   * @see <a href="https://url.spec.whatwg.org/#concept-ipv4-serializer">URL: IPv4 serializer</a>
   */
  static String serialize(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xFF)
        + "."
        + (address >>> 8 & 0xFF)
        + "."
        + (address & 0xFF);
  }

  /** What stands between the dots; one dot at the end does not count. */
  private static List<String> parts(String input) {
    List<String> parts = new ArrayList<>(Arrays.asList(input.split("\\.", -1)));
    if (parts.size() > 1 && parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    return parts;
  }

  private static long parseNumber(String input) {
    if (input.isEmpty()) {
      return FAILURE;
    }
    int radix = 10;
    String digits = input;
    if (input.startsWith("0x") || input.startsWith("0X")) {
      digits = input.substring(2);
      radix = 16;
    } else if (input.length() >= 2 && input.charAt(0) == '0') {
      digits = input.substring(1);
      radix = 8;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = CodePoints.isAsciiHexDigit(c) ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return FAILURE;
      }
      value = Math.min(value * radix + digit, LIMIT);
    }
    return value;
  }
}
