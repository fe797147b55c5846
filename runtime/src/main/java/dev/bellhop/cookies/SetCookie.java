package dev.bellhop.cookies;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a Set-Cookie header says, before anybody asks whether its server may.
 *
 * @param domain the Domain attribute in lower case without a leading dot, or ""
 * @param path the Path attribute, or "" where the default is meant
 * @param sameSite "strict", "lax", "none", or "" where nothing was said
 * @param partitioned whether each site is to have one of its own wherever it goes
 * @param expires when it is to go; {@link Instant#MIN} for at once; null for the end of the session
 * @see <a
 *     href="https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-set-cookie-header-field-2">RFC
 *     6265bis: the Set-Cookie header field</a>
 */
record SetCookie(
    String name,
    String value,
    String domain,
    String path,
    boolean secure,
    boolean httpOnly,
    String sameSite,
    boolean partitioned,
    @Nullable Instant expires) {
  /** How many bytes a name and a value may have together. */
  static final int MAX_PAIR = 4096;

  /** How many bytes the value of an attribute may have. */
  static final int MAX_ATTRIBUTE = 1024;

  /** Parses a header's value; null where it is to be ignored. */
  static @Nullable SetCookie parse(String header, Instant now) {
    if (header.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7F)) {
      return null;
    }
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    String name = equals < 0 ? "" : trim(parts[0].substring(0, equals));
    String value = trim(parts[0].substring(equals + 1));
    if (name.isEmpty() && value.isEmpty() || name.length() + value.length() > MAX_PAIR) {
      return null;
    }
    var attributes = new Attributes(now);
    for (int i = 1; i < parts.length; i++) {
      attributes.take(parts[i]);
    }
    return new SetCookie(
        name,
        value,
        attributes.domain,
        attributes.path,
        attributes.secure,
        attributes.httpOnly,
        attributes.sameSite,
        attributes.partitioned,
        attributes.maxAge != null ? attributes.maxAge : attributes.expires);
  }

  /** Whether the cookie's name, or its value where it has none, begins so, in any case. */
  boolean hasPrefix(String prefix) {
    return beginsWith(name.isEmpty() ? value : name, prefix);
  }

  static boolean beginsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Without the spaces and tabs at both ends. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The attributes so far; of several of one name the last one counts. */
  private static final class Attributes {
    private final Instant now;
    private String domain = "";
    private String path = "";
    private String sameSite = "";
    private boolean secure;
    private boolean httpOnly;
    private boolean partitioned;
    private @Nullable Instant expires;
    private @Nullable Instant maxAge;

    Attributes(Instant now) {
      this.now = now;
    }

    void take(String part) {
      int equals = part.indexOf('=');
      String name = trim(equals < 0 ? part : part.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : trim(part.substring(equals + 1));
      if (value.length() > MAX_ATTRIBUTE) {
        return;
      }
      switch (name) {
        case "expires" -> {
          Instant date = CookieDate.parse(value);
          expires = date == null ? expires : date;
        }
        case "max-age" -> maxAge = maxAge(value, maxAge);
        case "domain" ->
            domain = (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
        case "path" -> path = value.startsWith("/") ? value : "";
        case "secure" -> secure = true;
        case "httponly" -> httpOnly = true;
        case "partitioned" -> partitioned = true;
        case "samesite" -> {
          String lower = value.toLowerCase(Locale.ROOT);
          sameSite =
              switch (lower) {
                case "strict", "lax", "none" -> lower;
                default -> "";
              };
        }
        default -> {
          // Attributes that nobody knows are ignored.
        }
      }
    }

    private @Nullable Instant maxAge(String value, @Nullable Instant before) {
      if (!value.matches("-?[0-9]+")) {
        return before;
      }
      if (value.startsWith("-") || value.matches("0+")) {
        return Instant.MIN;
      }
      return value.length() > 10 ? Instant.MAX : now.plusSeconds(Long.parseLong(value));
    }
  }
}
