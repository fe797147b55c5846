package dev.bellhop.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be written, in order. While nobody waits for any of it, more is waited for: a
 * transaction costs the same for one as for many. Safe from any thread; one takes.
 */
final class WriteQueue {
  private static final int LARGEST_GROUP = 1024;
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition due = lock.newCondition();
  private final ArrayDeque<DatabaseJob<?>> jobs = new ArrayDeque<>();
  private int urgent;

  /** How many jobs make the taker go on; it is at work where no number does. */
  private int awaited = Integer.MAX_VALUE;

  void add(DatabaseJob<?> job) {
    lock.lock();
    try {
      jobs.add(job);
      urgent += job.urgent() ? 1 : 0;
      if (isDue()) {
        due.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    return jobs.size() >= awaited || (urgent > 0 && awaited < Integer.MAX_VALUE);
  }

  /** Whether it was there still. */
  boolean remove(DatabaseJob<?> job) {
    lock.lock();
    try {
      boolean removed = jobs.remove(job);
      urgent -= removed && job.urgent() ? 1 : 0;
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for jobs and adds some to a group. */
  void take(List<DatabaseJob<?>> group) throws InterruptedException {
    lock.lock();
    try {
      awaited = 1;
      while (!isDue()) {
        due.await();
      }
      awaited = LARGEST_GROUP;
      long left = PATIENCE;
      while (left > 0 && !isDue()) {
        left = due.awaitNanos(left);
      }
      awaited = Integer.MAX_VALUE;
      for (int i = 0; i < LARGEST_GROUP && !jobs.isEmpty(); i++) {
        DatabaseJob<?> job = jobs.remove();
        urgent -= job.urgent() ? 1 : 0;
        group.add(job);
      }
    } finally {
      lock.unlock();
    }
  }
}
