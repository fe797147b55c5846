package dev.bellhop.engine;

import dev.bellhop.HostClock;
import dev.bellhop.url.Url;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a realm is made of.
 *
 * @param kind which global it has
 * @param location the URL of its script, which relative URLs are resolved against
 * @param clock its timers and times
 * @param listener is told what its scripts print and where they fail
 * @param ops the operations of its shims by area, beside the engine's own; the objects' methods are
 *     {@code public} and {@code @HostAccess.Export}, in public classes
 * @param limits what its scripts may use
 */
public record RealmSettings(
    Kind kind,
    Url location,
    HostClock clock,
    RealmListener listener,
    Function<Realm, Map<String, Object>> ops,
    ScriptLimits limits) {

  /** Settings with a limit for how long a script runs, or null for none. */
  public RealmSettings(
      Kind kind,
      Url location,
      HostClock clock,
      RealmListener listener,
      Function<Realm, Map<String, Object>> ops,
      @Nullable Duration scriptTimeout) {
    this(kind, location, clock, listener, ops, ScriptLimits.ofTime(scriptTimeout));
  }

  /** Settings without a limit for how long a script runs. */
  public RealmSettings(
      Kind kind,
      Url location,
      HostClock clock,
      RealmListener listener,
      Function<Realm, Map<String, Object>> ops) {
    this(kind, location, clock, listener, ops, ScriptLimits.ofTime(null));
  }

  /** Which global a realm has. */
  public enum Kind {
    /** A ServiceWorkerGlobalScope. */
    WORKER,
    /** A page without a DOM: an EventTarget with a location and a navigator. */
    PAGE
  }
}
