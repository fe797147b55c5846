package dev.bellhop.events;

import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.TraceEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the user allows a site: all that nothing else was said of. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/permissions/">Permissions</a>
 */
public final class Permissions {
  private final String origin;
  private final Map<Permission, PermissionState> states;
  private final Consumer<TraceEvent> trace;
  private final Set<Permission> told = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Permission>> observers = new CopyOnWriteArrayList<>();

  /** Of a site of whose user these answers are known. */
  public Permissions(
      String origin, Map<Permission, PermissionState> states, Consumer<TraceEvent> trace) {
    this.origin = origin;
    this.states = new ConcurrentHashMap<>(states);
    this.trace = trace;
  }

  /** What the user says, for who only wants to know. */
  public PermissionState state(Permission permission) {
    return states.getOrDefault(permission, PermissionState.GRANTED);
  }

  /** What the user says to a use of it. The trace tells of the first time that it matters. */
  public PermissionState request(Permission permission) {
    PermissionState state = state(permission);
    if (told.add(permission)) {
      trace.accept(
          new TraceEvent.PermissionAnswered(origin, permission.featureName(), word(state)));
    }
    return state;
  }

  /** Whether the site may, now: a question that is not answered is as good as a refusal. */
  public boolean granted(Permission permission) {
    return request(permission) == PermissionState.GRANTED;
  }

  /** The user has changed their mind. */
  public void set(Permission permission, PermissionState state) {
    if (state(permission) != state) {
      states.put(permission, state);
      told.remove(permission);
      observers.forEach(observer -> observer.accept(permission));
    }
  }

  /**
   * Tells of each change, on the thread that makes it.
   *
   * @return takes the observer off
   */
  public Runnable observe(Consumer<Permission> observer) {
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  /** The specification's word for a state. */
  public static String word(PermissionState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
