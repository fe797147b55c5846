package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.WebLocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/**
 * The locks of one realm, which ends them when it is closed.
 *
 * @see <a href="https://w3c.github.io/web-locks/#api-lock-manager">Web Locks: LockManager</a>
 */
public final class LockOps implements AutoCloseable {
  private final Realm realm;
  private final WebLocks locks;
  private final String clientId;
  private final Set<WebLocks.Request> own = ConcurrentHashMap.newKeySet();

  /** For this realm of the origin with these locks, whose client or worker has this id. */
  public LockOps(Realm realm, WebLocks locks, String clientId) {
    this.realm = realm;
    this.locks = locks;
    this.clientId = clientId;
  }

  /**
   * Asks for a lock. What becomes of it is told in tasks: {@code heard("granted")}, {@code
   * heard("unavailable")} and {@code heard("stolen")}.
   *
   * @param mode "shared" or "exclusive"
   * @param manner "wait", "ifAvailable" or "steal"
   * @return a handle for {@link #end}
   */
  @HostAccess.Export
  public Object request(String name, String mode, String manner, Value heard) {
    var request = new WebLocks.Request(name, modeNamed(mode), clientId, new Listener(heard));
    own.add(request);
    locks.request(request, mannerNamed(manner));
    if (realm.isClosed()) {
      end(request);
    }
    return request;
  }

  /** Releases a lock or gives up a request. */
  @HostAccess.Export
  public void end(Object handle) {
    if (handle instanceof WebLocks.Request request) {
      own.remove(request);
      locks.end(request);
    }
  }

  /**
   * The locks of the origin: four strings for each, state ("held" or "pending"), name, mode, id.
   */
  @HostAccess.Export
  public void query(Value done) {
    realm.settle(CompletableFuture.completedFuture(locks.snapshot()), done, LockOps::told);
  }

  private static ProxyArray told(WebLocks.Snapshot snapshot) {
    List<Object> all = new ArrayList<>();
    snapshot.held().forEach(request -> tell(all, "held", request));
    snapshot.pending().forEach(request -> tell(all, "pending", request));
    return ProxyArray.fromList(all);
  }

  private static void tell(List<Object> all, String state, WebLocks.Request request) {
    all.add(state);
    all.add(request.name());
    all.add(nameOf(request.mode()));
    all.add(request.clientId());
  }

  private static String nameOf(WebLocks.Mode mode) {
    return switch (mode) {
      case SHARED -> "shared";
      case EXCLUSIVE -> "exclusive";
    };
  }

  private static WebLocks.Mode modeNamed(String name) {
    return name.equals("shared") ? WebLocks.Mode.SHARED : WebLocks.Mode.EXCLUSIVE;
  }

  private static WebLocks.Manner mannerNamed(String name) {
    return switch (name) {
      case "ifAvailable" -> WebLocks.Manner.IF_AVAILABLE;
      case "steal" -> WebLocks.Manner.STEAL;
      default -> WebLocks.Manner.WAIT;
    };
  }

  /** The realm is closed. */
  @Override
  public void close() {
    own.forEach(this::end);
  }

  private final class Listener implements WebLocks.Listener {
    private final Value heard;

    Listener(Value heard) {
      this.heard = heard;
    }

    @Override
    public void granted() {
      realm.post(() -> heard.executeVoid("granted"));
    }

    @Override
    public void unavailable() {
      realm.post(() -> heard.executeVoid("unavailable"));
    }

    @Override
    public void stolen() {
      realm.post(() -> heard.executeVoid("stolen"));
    }
  }
}
