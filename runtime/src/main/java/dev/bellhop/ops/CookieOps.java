package dev.bellhop.ops;

import dev.bellhop.cookies.CookieChange;
import dev.bellhop.cookies.CookieChange.Kind;
import dev.bellhop.cookies.CookieItem;
import dev.bellhop.cookies.CookieJar;
import dev.bellhop.cookies.ScriptCookie;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.http.Causes;
import dev.bellhop.lifecycle.Deliveries;
import dev.bellhop.url.Url;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What CookieStore asks of the host, for one realm. Cookies cross as JSON. */
public final class CookieOps {
  private final Realm realm;
  private final Url location;
  private final CookieJar jar;
  private final Deliveries deliveries;

  /** For the realm of the script or page at this location. */
  public CookieOps(Realm realm, Url location, CookieJar jar, Deliveries deliveries) {
    this.realm = realm;
    this.location = location;
    this.jar = jar;
    this.deliveries = deliveries;
  }

  /**
   * The cookies of a URL, or of the realm's own for null, with this name or any for null: an array
   * of JSON. A page knows those of its own URL only.
   *
   * @see <a href="https://cookiestore.spec.whatwg.org/#dom-cookiestore-getall-options">Cookie
   *     Store: getAll()</a>
   */
  @HostAccess.Export
  public void query(@Nullable String url, @Nullable String name, Value done) {
    Url asked = url == null ? location : Url.parse(url, location);
    if (asked == null || !asked.origin().equals(location.origin())) {
      throw new OpException("TypeError", url + " is not a URL of " + location.origin() + ".");
    }
    if (realm.settings().kind() == RealmSettings.Kind.PAGE
        && !withoutFragment(asked).equals(withoutFragment(location))) {
      throw new OpException(
          "TypeError", "A page can ask only for the cookies of its own URL, " + location + ".");
    }
    realm.settle(jar.query(asked, name), done, CookieItem::json);
  }

  private static String withoutFragment(Url url) {
    String href = url.href();
    int hash = href.indexOf('#');
    return hash < 0 ? href : href.substring(0, hash);
  }

  /**
   * Sets a cookie.
   *
   * @param expires milliseconds since 1970, or null
   * @param maxAge seconds from now on, or null
   */
  @HostAccess.Export
  public void set(
      String name,
      String value,
      @Nullable Double expires,
      @Nullable Double maxAge,
      @Nullable String domain,
      String path,
      String sameSite,
      boolean partitioned,
      Value done) {
    if (expires != null && maxAge != null) {
      throw new OpException("TypeError", "A cookie has expires or maxAge, not both.");
    }
    settle(
        new ScriptCookie(name, value, expiry(expires, maxAge), domain, path, sameSite, partitioned),
        done);
  }

  private @Nullable Instant expiry(@Nullable Double expires, @Nullable Double maxAge) {
    if (maxAge != null) {
      long now = realm.settings().clock().now().toEpochMilli();
      return maxAge <= 0 ? Instant.MIN : Instant.ofEpochMilli((long) (now + maxAge * 1000));
    }
    return expires == null ? null : Instant.ofEpochMilli(expires.longValue());
  }

  /** Deletes a cookie. */
  @HostAccess.Export
  public void remove(
      String name, @Nullable String domain, String path, boolean partitioned, Value done) {
    settle(ScriptCookie.deletion(name, domain, path, partitioned), done);
  }

  private void settle(ScriptCookie cookie, Value done) {
    realm.settle(
        jar.set(location, cookie)
            .exceptionallyCompose(
                failure ->
                    CompletableFuture.failedFuture(
                        Causes.of(failure) instanceof IllegalArgumentException refusal
                            ? new OpException("TypeError", String.valueOf(refusal.getMessage()))
                            : failure)),
        done,
        nothing -> null);
  }

  /** A name as the jar has it. */
  @HostAccess.Export
  public String normalize(String name) {
    return ScriptCookie.normalize(name);
  }

  /** From now on dispatches the changes that scripts of the page can see. */
  @HostAccess.Export
  public void observe() {
    Runnable forget = jar.observe(this::changed);
    realm.closed().thenRun(forget);
  }

  private CompletableFuture<?> changed(List<CookieChange> changes) {
    List<CookieChange> seen =
        changes.stream().filter(change -> change.isObservableAt(location)).toList();
    if (!seen.isEmpty()) {
      deliveries.add(
          realm.dispatch(
              "cookiestorechange",
              CookieChange.json(seen, Kind.CHANGED),
              CookieChange.json(seen, Kind.DELETED)));
    }
    return CompletableFuture.completedFuture(null);
  }
}
