package dev.bellhop.engine;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Closes the realm that allocates most when a full collection has left the heap nearly full, before
 * the others run out of memory with it; and where that comes too late, when the heap is full.
 *
 * <p>The JVM's collectors put a full collection off until there is no room left, which is too late
 * to stop anybody. So one is asked for earlier, where the heap has filled since the last one and a
 * realm has allocated so much that it may be the reason: seldom, and never for what the rest of the
 * process does.
 *
 * <p>A realm is judged by what its thread has allocated since the last full collection that left
 * room: how much of that is alive nobody can tell.
 */
final class HeapGuard implements AutoCloseable {
  /** The part of the heap's oldest space that may be in use after a full collection. */
  private static final double NEARLY_FULL = 0.75;

  /** The part in use that calls for a full collection. */
  private static final double SUSPICIOUS = 0.65;

  /** How much more is in use then than after the last one, and has been allocated by a realm. */
  private static final double GROWTH = 0.1;

  /** Given up to have room for stopping a script. */
  private static final int RESERVE = 8 << 20;

  /** Made beforehand: when it is needed there is no room for it. */
  private static final byte[] NONE = {};

  private final Supplier<Collection<Realm>> realms;

  /** The name of the largest part of the heap, which is the one that objects grow old in. */
  private final String oldest = oldest();

  private final NotificationListener listener = (notification, handback) -> look(notification);

  /** By thread: a realm that has ended is not to be kept. */
  private final Map<Long, Long> allocatedBefore = new HashMap<>();

  private volatile double alive;

  /** The end of the realm that was stopped last, until what it held has been collected. */
  private volatile @Nullable CompletableFuture<Void> stopping;

  private volatile byte[] reserve = new byte[RESERVE];

  /** Watches over these realms from now on. */
  HeapGuard(Supplier<Collection<Realm>> realms) {
    this.realms = realms;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
      }
    }
  }

  private void look(Notification notification) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    MemoryUsage used = info.getGcInfo().getMemoryUsageAfterGc().get(oldest);
    if (used == null || used.getMax() <= 0) {
      return;
    }
    double filled = (double) used.getUsed() / used.getMax();
    if (!info.getGcAction().equals("end of major GC")) {
      if (filled > Math.max(SUSPICIOUS, alive + GROWTH) && mayBeARealm(used.getMax())) {
        // Is that alive, or only not collected yet?
        System.gc();
      }
      return;
    }
    alive = filled;
    if (filled > NEARLY_FULL) {
      nearlyFull();
    } else {
      restoreReserve();
      remember();
    }
  }

  /** Asked for once: after each collection it would cost more than the rest of the look. */
  private static String oldest() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
        .map(MemoryPoolMXBean::getName)
        .orElse("");
  }

  private boolean mayBeARealm(long heap) {
    Realm greediest = greediest();
    return greediest != null && allocatedSince(greediest) > heap * GROWTH;
  }

  private void restoreReserve() {
    if (reserve == NONE) {
      reserve = new byte[RESERVE];
    }
  }

  /** Closes the realm that has allocated most since the heap had room. */
  void nearlyFull() {
    reserve = NONE;
    CompletableFuture<Void> before = stopping;
    if (before != null) {
      // What it held may not have been collected yet.
      if (before.isDone()) {
        stopping = null;
      }
      return;
    }
    stop(greediest());
  }

  private void stop(@Nullable Realm realm) {
    if (realm != null) {
      stopping = realm.ended();
      realm.stop(Overrun.MEMORY);
    }
  }

  /**
   * A realm found no memory, which may be another one's fault: that one is closed, too.
   *
   * @return whether it was its own
   */
  boolean exhausted(Realm realm) {
    reserve = NONE;
    Realm greediest = greediest();
    if (greediest == null || greediest == realm) {
      return true;
    }
    stop(greediest);
    return false;
  }

  private synchronized @Nullable Realm greediest() {
    return realms.get().stream().max(Comparator.comparingLong(this::allocatedSince)).orElse(null);
  }

  private synchronized void remember() {
    allocatedBefore.clear();
    realms.get().forEach(realm -> allocatedBefore.put(realm.threadId(), allocated(realm)));
  }

  private long allocatedSince(Realm realm) {
    return allocated(realm) - allocatedBefore.getOrDefault(realm.threadId(), 0L);
  }

  private static long allocated(Realm realm) {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        ? threads.getThreadAllocatedBytes(realm.threadId())
        : 0;
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          // Gone is what it is to be.
        }
      }
    }
  }
}
