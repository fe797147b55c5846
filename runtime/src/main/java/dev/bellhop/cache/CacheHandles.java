package dev.bellhop.cache;

import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Counts the objects for each cache, so that a deleted one goes with the last of them. */
final class CacheHandles {
  private final Cleaner cleaner =
      Cleaner.create(task -> Thread.ofPlatform().name("bellhop-caches").daemon().unstarted(task));
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Set<Long> doomed = new HashSet<>();
  private final LongConsumer unused;

  /**
   * Without handles.
   *
   * @param unused told of a doomed cache when its last object is gone
   */
  CacheHandles(LongConsumer unused) {
    this.unused = unused;
  }

  void add(long id, Object handle) {
    synchronized (this) {
      counts.merge(id, 1, Integer::sum);
    }
    cleaner.register(handle, () -> drop(id));
  }

  private void drop(long id) {
    synchronized (this) {
      if (counts.merge(id, -1, Integer::sum) > 0) {
        return;
      }
      counts.remove(id);
      if (!doomed.remove(id)) {
        return;
      }
    }
    unused.accept(id);
  }

  /** Whether the cache is in use; then it is told of later. */
  synchronized boolean doom(long id) {
    if (!counts.containsKey(id)) {
      return false;
    }
    doomed.add(id);
    return true;
  }
}
