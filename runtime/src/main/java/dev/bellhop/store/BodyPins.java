package dev.bellhop.store;

import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts who in this process still uses a body, so that none is removed under a reader. Safe from
 * any thread.
 */
final class BodyPins {
  private final Cleaner cleaner =
      Cleaner.create(task -> Thread.ofPlatform().name("bellhop-pins").daemon().unstarted(task));
  private final LongConsumer unused;
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Set<Long> wanted = new HashSet<>();
  private final Set<Long> going = new HashSet<>();

  /**
   * Without pins.
   *
   * @param unused told of a body whose removal was put off, when its last pin goes
   */
  BodyPins(LongConsumer unused) {
    this.unused = unused;
  }

  /** Keeps a body until the result is run; null where the body is being removed. */
  @Nullable Runnable pin(long id) {
    synchronized (this) {
      if (going.contains(id)) {
        return null;
      }
      counts.merge(id, 1, Integer::sum);
    }
    return unpinner(id);
  }

  /** Runs what {@link #pin} gave when the holder is unreachable. */
  void untilUnreachable(Object holder, Runnable unpin) {
    cleaner.register(holder, unpin);
  }

  private Runnable unpinner(long id) {
    var done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        unpin(id);
      }
    };
  }

  private void unpin(long id) {
    synchronized (this) {
      if (counts.merge(id, -1, Integer::sum) > 0) {
        return;
      }
      counts.remove(id);
      if (!wanted.remove(id)) {
        return;
      }
    }
    unused.accept(id);
  }

  /** Whether a body may be removed now. If not, it is asked for again after its last pin. */
  synchronized boolean beginRemoval(long id) {
    if (counts.containsKey(id)) {
      wanted.add(id);
      return false;
    }
    going.add(id);
    return true;
  }

  /** The removal is over, done or failed. */
  synchronized void endRemoval(long id) {
    going.remove(id);
  }
}
