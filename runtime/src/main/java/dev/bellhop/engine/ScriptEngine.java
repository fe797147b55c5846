package dev.bellhop.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;

/**
 * Makes realms that share parsed sources: the first costs most. Safe from any thread.
 *
 * <p>Closing ends all its realms.
 */
public final class ScriptEngine implements AutoCloseable {
  private final Engine engine;
  private final Set<Realm> realms = ConcurrentHashMap.newKeySet();
  private final HeapGuard heap = new HeapGuard(() -> realms);

  /** Starts GraalJS. */
  public ScriptEngine() {
    engine =
        Engine.newBuilder("js")
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false")
            .useSystemProperties(false)
            .build();
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
    heap.close();
    List.copyOf(realms).forEach(Realm::close);
    engine.close(true);
  }
}
