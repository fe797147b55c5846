package dev.bellhop.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Engine;

/**
 * Makes realms that share parsed sources, with those of every other engine that is open in this
 * process: the first costs most. Safe from any thread.
 *
 * <p>Closing ends all its realms.
 */
public final class ScriptEngine implements AutoCloseable {
  private final Engine engine;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<Realm> realms = ConcurrentHashMap.newKeySet();
  private final HeapGuard heap = new HeapGuard(() -> realms);

  /** Starts GraalJS, unless another one has. */
  public ScriptEngine() {
    engine = SharedEngine.acquire();
  }

  /** Starts a realm on a thread of its own. Its global is set up before anything that is posted. */
  public Realm open(RealmSettings settings) {
    var realm = new Realm(engine, settings, heap::exhausted, realms::remove);
    realms.add(realm);
    realm.start();
    return realm;
  }

  /** What keeps one realm from using up the memory of all. */
  HeapGuard heap() {
    return heap;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    heap.close();
    List<Realm> last = List.copyOf(realms);
    last.forEach(Realm::close);
    CompletableFuture.allOf(last.stream().map(Realm::ended).toArray(CompletableFuture<?>[]::new))
        .thenRun(SharedEngine::release);
  }
}
