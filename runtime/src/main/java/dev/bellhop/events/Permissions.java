package dev.bellhop.events;

import dev.bellhop.TraceEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the user allows a site: everything that was not denied beforehand. Nobody is there to be
 * asked. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/permissions/">Permissions</a>
 */
public final class Permissions {
  /** "notifications", by the name of the powerful feature. */
  public static final String NOTIFICATIONS = "notifications";

  /** "push". */
  public static final String PUSH = "push";

  /** "background-sync". */
  public static final String SYNC = "background-sync";

  /** "periodic-background-sync". */
  public static final String PERIODIC_SYNC = "periodic-background-sync";

  /** "persistent-storage". */
  public static final String PERSISTENT_STORAGE = "persistent-storage";

  private final String origin;
  private final Set<String> denied;
  private final Consumer<TraceEvent> trace;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Of a site that is denied these. */
  public Permissions(String origin, Set<String> denied, Consumer<TraceEvent> trace) {
    this.origin = origin;
    this.denied = Set.copyOf(denied);
    this.trace = trace;
  }

  /** Whether the site may. The trace tells of the first time that it matters. */
  public boolean granted(String name) {
    boolean granted = !denied.contains(name);
    if (told.add(name)) {
      trace.accept(new TraceEvent.PermissionAnswered(origin, name, granted ? "granted" : "denied"));
    }
    return granted;
  }
}
