package dev.bellhop.cookies;

import dev.bellhop.url.PublicSuffixes;
import dev.bellhop.url.Url;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that a script wants to be set.
 *
 * @param expires when it is to go, or null for the end of the process
 * @param domain the domain whose hosts it is for, or null for the script's own host alone
 * @param path where it is for, or "" for the folder of the script's document
 * @param sameSite "strict", "lax" or "none"
 * @see <a href="https://cookiestore.spec.whatwg.org/#set-a-cookie">Cookie Store: set a cookie</a>
 */
public record ScriptCookie(
    String name,
    String value,
    @Nullable Instant expires,
    @Nullable String domain,
    String path,
    String sameSite,
    boolean partitioned) {
  private static final Pattern FORBIDDEN = Pattern.compile("[;\\x00-\\x08\\x0A-\\x1F\\x7F]");
  private static final String[] PREFIXES = {"__Host-", "__Host-Http-", "__Http-", "__Secure-"};

  /**
   * A cookie that is gone as soon as it is set.
   *
   * @see <a href="https://cookiestore.spec.whatwg.org/#delete-a-cookie">Cookie Store: delete a
   *     cookie</a>
   */
  public static ScriptCookie deletion(
      String name, @Nullable String domain, String path, boolean partitioned) {
    String value = normalize(name).isEmpty() ? "deleted" : "";
    return new ScriptCookie(name, value, Instant.MIN, domain, path, "strict", partitioned);
  }

  /**
   * A name or value as cookies have it.
   *
   * @see <a href="https://cookiestore.spec.whatwg.org/#normalize">Cookie Store: normalize</a>
   */
  public static String normalize(String nameOrValue) {
    return SetCookie.trim(nameOrValue);
  }

  /**
   * What a header would say.
   *
   * @throws IllegalArgumentException with a sentence for the script where the cookie cannot be
   */
  SetCookie at(Url url) {
    String named = normalize(name);
    String valued = normalize(value);
    require(
        !FORBIDDEN.matcher(named).find() && !FORBIDDEN.matcher(valued).find(),
        "A cookie's name and value can have neither a semicolon nor a control character.");
    require(named.indexOf('=') < 0, "A cookie's name cannot have \"=\" in it.");
    if (named.isEmpty()) {
      require(
          !valued.isEmpty() && valued.indexOf('=') < 0,
          "A cookie without a name needs a value, with no \"=\" in it.");
      for (String prefix : PREFIXES) {
        require(
            !SetCookie.beginsWith(valued, prefix),
            "A cookie without a name cannot have a value that begins with " + prefix + ".");
      }
    }
    require(
        !SetCookie.beginsWith(named, "__Host-Http-") && !SetCookie.beginsWith(named, "__Http-"),
        "Only servers set cookies whose names begin with __Http- or __Host-Http-.");
    String encodedName = encoded(named);
    String encodedValue = encoded(valued);
    require(
        encodedName.length() + encodedValue.length() <= SetCookie.MAX_PAIR,
        "A cookie's name and value can have " + SetCookie.MAX_PAIR + " bytes together.");
    return new SetCookie(
        encodedName,
        encodedValue,
        domain == null ? "" : domainFor(url, named),
        pathFor(named),
        true,
        false,
        sameSite,
        partitioned,
        expires);
  }

  private String domainFor(Url url, String named) {
    String given = Objects.requireNonNullElse(domain, "");
    String host = Objects.requireNonNullElse(url.host(), "");
    require(!given.startsWith("."), "A cookie's domain cannot begin with a dot.");
    require(
        !SetCookie.beginsWith(named, "__Host-"),
        "A cookie whose name begins with __Host- cannot have a domain.");
    require(
        PublicSuffixes.isRegistrableSuffixOrEqual(given, host),
        "A cookie's domain must be " + host + " or a domain that it belongs to.");
    Url parsed = Objects.requireNonNull(Url.parse("https://" + given, null));
    return requireShort(Objects.requireNonNull(parsed.host()), "domain");
  }

  private String pathFor(String named) {
    require(path.isEmpty() || path.startsWith("/"), "A cookie's path must begin with a slash.");
    require(
        path.equals("/") || !SetCookie.beginsWith(named, "__Host-"),
        "A cookie whose name begins with __Host- must have the path \"/\".");
    return requireShort(encoded(path), "path");
  }

  private static String requireShort(String encoded, String what) {
    require(
        encoded.length() <= SetCookie.MAX_ATTRIBUTE,
        "A cookie's " + what + " can have " + SetCookie.MAX_ATTRIBUTE + " bytes.");
    return encoded;
  }

  /** The bytes of a text, a character each. */
  private static String encoded(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
