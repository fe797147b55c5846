package dev.bellhop.fetch;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.mime.MimeType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which methods and headers need no permission, and which scripts may not set or see.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#terminology-headers">Fetch: headers</a>
 */
public final class CorsSafelists {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final Set<String> NO_CORS_NAMES =
      Set.of("accept", "accept-language", "content-language", "content-type");
  private static final Set<String> RESPONSE_NAMES =
      Set.of(
          "cache-control",
          "content-language",
          "content-length",
          "content-type",
          "expires",
          "last-modified",
          "pragma");
  private static final Set<String> SAFE_CONTENT_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");
  private static final Set<String> FORBIDDEN_REQUEST_NAMES =
      Set.of(
          "accept-charset",
          "accept-encoding",
          "access-control-request-headers",
          "access-control-request-method",
          "connection",
          "content-length",
          "cookie",
          "cookie2",
          "date",
          "dnt",
          "expect",
          "host",
          "keep-alive",
          "origin",
          "referer",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");
  private static final Set<String> METHOD_OVERRIDES =
      Set.of("x-http-method", "x-http-method-override", "x-method-override");
  private static final Set<String> FORBIDDEN_METHODS = Set.of("CONNECT", "TRACE", "TRACK");
  private static final int MAX_SAFE_VALUE = 128;
  private static final int MAX_SAFE_VALUES = 1024;

  private CorsSafelists() {}

  /** Whether the method needs no preflight. */
  public static boolean isSafelistedMethod(String method) {
    return METHODS.contains(method);
  }

  /** Whether no script may use the method. */
  public static boolean isForbiddenMethod(String method) {
    return FORBIDDEN_METHODS.contains(method.toUpperCase(Locale.ROOT));
  }

  /** Whether scripts may not set this request header. */
  public static boolean isForbiddenRequestHeader(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (FORBIDDEN_REQUEST_NAMES.contains(lower)
        || lower.startsWith("proxy-")
        || lower.startsWith("sec-")) {
      return true;
    }
    return METHOD_OVERRIDES.contains(lower)
        && HeaderValues.split(value).stream().anyMatch(CorsSafelists::isForbiddenMethod);
  }

  /** Whether the header may stand in a request of mode "no-cors". */
  public static boolean isNoCorsSafelistedRequestHeader(String name, String value) {
    return NO_CORS_NAMES.contains(name.toLowerCase(Locale.ROOT))
        && isSafelistedRequestHeader(name, value);
  }

  /** Whether the request header needs no preflight. */
  public static boolean isSafelistedRequestHeader(String name, String value) {
    if (value.length() > MAX_SAFE_VALUE) {
      return false;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "accept" -> !hasUnsafeByte(value);
      case "accept-language", "content-language" ->
          value.chars().allMatch(CorsSafelists::isLanguageChar);
      case "content-type" -> {
        MimeType type = hasUnsafeByte(value) ? null : MimeType.parse(value);
        yield type != null && SAFE_CONTENT_TYPES.contains(type.essence());
      }
      case "range" -> isSimpleRange(value);
      default -> false;
    };
  }

  /**
   * The names of the headers that need a preflight, in lower case and sorted. Headers that scripts
   * cannot set are the host's own and need none; in the standard they are added after this point.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names">Fetch:
   *     CORS-unsafe request-header names</a>
   */
  static List<String> unsafeRequestHeaderNames(HeaderList headers) {
    var unsafe = new TreeSet<String>();
    var perhaps = new ArrayList<String>();
    int size = 0;
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (FORBIDDEN_REQUEST_NAMES.contains(name)) {
        continue;
      }
      if (isSafelistedRequestHeader(name, header.value())) {
        perhaps.add(name);
        size += header.value().length();
      } else {
        unsafe.add(name);
      }
    }
    if (size > MAX_SAFE_VALUES) {
      unsafe.addAll(perhaps);
    }
    return List.copyOf(unsafe);
  }

  /** Whether scripts may never see this response header. */
  static boolean isForbiddenResponseHeader(String lowerName) {
    return lowerName.equals("set-cookie") || lowerName.equals("set-cookie2");
  }

  /** Whether every script of another origin may see this response header. */
  static boolean isSafelistedResponseHeader(String lowerName) {
    return RESPONSE_NAMES.contains(lowerName);
  }

  private static boolean hasUnsafeByte(String value) {
    return value
        .chars()
        .anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f || "\"():<>?@[\\]{}".indexOf(c) >= 0);
  }

  private static boolean isLanguageChar(int c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || " *,-.;=".indexOf(c) >= 0;
  }

  private static boolean isSimpleRange(String value) {
    if (!value.startsWith("bytes=")) {
      return false;
    }
    int dash = value.indexOf('-');
    if (dash < 0) {
      return false;
    }
    String start = value.substring("bytes=".length(), dash);
    String end = value.substring(dash + 1);
    if (start.isEmpty() || !isDigits(start) || !isDigits(end)) {
      return false;
    }
    return end.isEmpty() || new BigInteger(start).compareTo(new BigInteger(end)) <= 0;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
