package dev.bellhop.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be written, in order. While nobody waits for any of it and more is coming, more is
 * waited for: a transaction costs the same for one as for many, and whoever writes needs the
 * processors more. Safe from any thread; one takes.
 */
final class WriteQueue {
  private static final int LARGEST_GROUP = 1024;

  /** So long nothing must have come. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition due = lock.newCondition();
  private final ArrayDeque<DatabaseJob<?>> jobs = new ArrayDeque<>();
  private int urgent;
  private boolean hurried;

  /** The taker waits for any job, or for one that is urgent. */
  private boolean idle;

  private boolean patient;

  /** How many of the jobs are to be taken without waiting for more. */
  private int ripe;

  void add(DatabaseJob<?> job) {
    lock.lock();
    try {
      jobs.add(job);
      urgent += job.urgent() ? 1 : 0;
      if (idle || (patient && urgent > 0)) {
        due.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes the taker wait for no more than there is. */
  void hurry() {
    lock.lock();
    try {
      if (!hurried) {
        hurried = true;
        due.signal();
      }
    } finally {
      lock.unlock();
    }
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
      if (ripe == 0) {
        ripen();
      }
      for (int i = 0; i < LARGEST_GROUP && !jobs.isEmpty(); i++) {
        DatabaseJob<?> job = jobs.remove();
        urgent -= job.urgent() ? 1 : 0;
        group.add(job);
      }
      ripe = Math.max(0, ripe - group.size());
    } finally {
      lock.unlock();
    }
  }

  private void ripen() throws InterruptedException {
    idle = true;
    while (jobs.isEmpty()) {
      due.await();
    }
    idle = false;
    patient = true;
    long left = LONGEST_WAIT;
    int before = 0;
    while (urgent == 0 && !hurried && jobs.size() > before && left > 0) {
      before = jobs.size();
      left -= PAUSE - due.awaitNanos(PAUSE);
    }
    patient = false;
    hurried = false;
    ripe = jobs.size();
  }
}
