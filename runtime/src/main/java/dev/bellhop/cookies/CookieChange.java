package dev.bellhop.cookies;

import dev.bellhop.url.Url;
import java.util.List;

/**
 * A cookie that was set or that is gone.
 *
 * @see <a href="https://cookiestore.spec.whatwg.org/#process-changes">Cookie Store: process
 *     changes</a>
 */
public final class CookieChange {
  /** What has become of the cookie. */
  public enum Kind {
    /** It is new, or is not what it was. */
    CHANGED,
    /** It was removed, has expired or had to make room. */
    DELETED
  }

  private final Cookie cookie;
  private final Kind kind;

  CookieChange(Cookie cookie, Kind kind) {
    this.cookie = cookie;
    this.kind = kind;
  }

  /**
   * Whether scripts at a URL can see it.
   *
   * @see <a href="https://cookiestore.spec.whatwg.org/#observable-changes">Cookie Store: observable
   *     changes</a>
   */
  public boolean isObservableAt(Url url) {
    return !cookie.httpOnly() && cookie.isForUrl(url) && Asker.scriptAt(url).mayHave(cookie);
  }

  /** The cookie's name as scripts see it. */
  public String name() {
    return CookieItem.of(cookie).name();
  }

  /**
   * Those of the changes that are of a kind, as an array of JSON that scripts understand.
   *
   * @see <a href="https://cookiestore.spec.whatwg.org/#prepare-lists">Cookie Store: prepare
   *     lists</a>
   */
  public static String json(List<CookieChange> changes, Kind kind) {
    return CookieItem.json(
        changes.stream()
            .filter(change -> change.kind == kind)
            .map(change -> CookieItem.of(change.cookie))
            .map(item -> kind == Kind.DELETED ? item.withoutValue() : item)
            .toList());
  }
}
