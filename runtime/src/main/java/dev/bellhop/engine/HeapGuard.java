package dev.bellhop.engine;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Closes the realm that allocates most when a full collection has left the heap nearly full, before
 * the others run out of memory with it. It only listens to the collector.
 */
final class HeapGuard implements AutoCloseable {
  /** The part of the heap that may be in use after a full collection. */
  private static final double NEARLY_FULL = 0.7;

  /** What calls for a full collection, where so much more is in use than after the last one. */
  private static final double SUSPICIOUS = 0.6;

  private static final double GROWTH = 0.1;

  /** Given up to have room for stopping a script. */
  private static final int RESERVE = 8 << 20;

  /** Made beforehand: when it is needed there is no room for it. */
  private static final byte[] NONE = {};

  private final Supplier<Collection<Realm>> realms;
  private final NotificationListener listener = (notification, handback) -> look(notification);
  private final Map<Realm, Long> allocatedBefore = new HashMap<>();
  private volatile double alive;
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
    double filled = filled(info.getGcInfo().getMemoryUsageAfterGc());
    if (!info.getGcAction().equals("end of major GC")) {
      if (filled > Math.max(SUSPICIOUS, alive + GROWTH)) {
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

  /** Of the largest part of the heap, which is the one that objects grow old in. */
  private static double filled(Map<String, MemoryUsage> pools) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(pool -> pools.get(pool.getName()))
        .filter(usage -> usage != null && usage.getMax() > 0)
        .max(Comparator.comparingLong(MemoryUsage::getMax))
        .map(usage -> (double) usage.getUsed() / usage.getMax())
        .orElse(0.0);
  }

  private void restoreReserve() {
    if (reserve == NONE) {
      reserve = new byte[RESERVE];
    }
  }

  /** Makes room at once, for who handles that there is none. */
  void giveUpReserve() {
    reserve = NONE;
  }

  /** Closes the realm that has allocated most since the last look, of those that run a script. */
  synchronized void nearlyFull() {
    List<Realm> running = realms.get().stream().filter(Realm::isRunning).toList();
    running.stream()
        .max(Comparator.comparingLong(this::allocatedSince))
        .ifPresent(realm -> realm.stop(Overrun.MEMORY));
  }

  private synchronized void remember() {
    allocatedBefore.clear();
    realms.get().forEach(realm -> allocatedBefore.put(realm, allocated(realm)));
  }

  private long allocatedSince(Realm realm) {
    return allocated(realm) - allocatedBefore.getOrDefault(realm, 0L);
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
