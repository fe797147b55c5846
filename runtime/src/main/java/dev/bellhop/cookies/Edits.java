package dev.bellhop.cookies;

import dev.bellhop.cookies.CookieChange.Kind;
import java.util.ArrayList;
import java.util.List;

/** What one step has done to the cookies, for the store and for who observes them. */
final class Edits {
  private final List<Cookie.Key> removed = new ArrayList<>();
  private final List<Cookie> saved = new ArrayList<>();
  private final List<CookieChange> changes = new ArrayList<>();

  /** A cookie has come, in the place of one of its key where there was one. */
  void set(Cookie cookie) {
    unsave(cookie.key());
    saved.add(cookie);
  }

  /** A cookie is gone from the store, or was never there. */
  void unsave(Cookie.Key key) {
    removed.add(key);
    saved.removeIf(earlier -> earlier.key().equals(key));
  }

  /** Somebody can see this. */
  void tell(Cookie cookie, Kind kind) {
    changes.add(new CookieChange(cookie, kind));
  }

  boolean isEmpty() {
    return removed.isEmpty();
  }

  /** The keys of all cookies that were touched. */
  List<Cookie.Key> removed() {
    return removed;
  }

  /** Those of them that are there. */
  List<Cookie> saved() {
    return saved;
  }

  List<CookieChange> changes() {
    return changes;
  }
}
