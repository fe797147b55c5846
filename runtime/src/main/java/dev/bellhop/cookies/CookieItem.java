package dev.bellhop.cookies;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cookie as scripts see it.
 *
 * @param value null where it is gone
 * @param domain the domain whose hosts it is for, or null where it is for one host alone
 * @param expires null where it goes with the process
 * @param sameSite "strict", "lax" or "none"
 * @see <a href="https://cookiestore.spec.whatwg.org/#create-a-cookielistitem">Cookie Store: create
 *     a CookieListItem</a>
 */
public record CookieItem(
    String name,
    @Nullable String value,
    @Nullable String domain,
    String path,
    @Nullable Instant expires,
    boolean secure,
    String sameSite,
    boolean partitioned) {
  private static final JsonMapper JSON = new JsonMapper();

  static CookieItem of(Cookie cookie) {
    return new CookieItem(
        text(cookie.name()),
        text(cookie.value()),
        cookie.hostOnly() ? null : cookie.domain(),
        cookie.path(),
        cookie.expires(),
        cookie.secure(),
        cookie.sameSite().isEmpty() ? "lax" : cookie.sameSite(),
        !cookie.partition().isEmpty());
  }

  CookieItem withoutValue() {
    return new CookieItem(name, null, domain, path, expires, secure, sameSite, partitioned);
  }

  /** Items as an array of JSON with the members of the specification's dictionary, in its order. */
  public static String json(List<CookieItem> items) {
    ArrayNode array = JSON.createArrayNode();
    for (CookieItem item : items) {
      ObjectNode members = array.addObject().put("domain", item.domain());
      if (item.expires() == null) {
        members.putNull("expires");
      } else {
        members.put("expires", item.expires().toEpochMilli());
      }
      members
          .put("name", item.name())
          .put("partitioned", item.partitioned())
          .put("path", item.path())
          .put("sameSite", item.sameSite())
          .put("secure", item.secure());
      if (item.value() != null) {
        members.put("value", item.value());
      }
    }
    return array.toString();
  }

  private static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
