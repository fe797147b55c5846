package dev.bellhop.testing;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves only when it is told to. Timers run on the thread that moves it. */
public final class VirtualHostClock implements HostClock {
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::sequence));
  private final Instant start;
  private long elapsed;
  private long sequence;

  /** Starts at noon of some day. */
  public VirtualHostClock() {
    this(Instant.parse("2026-01-02T12:00:00Z"));
  }

  /** Starts at a moment. */
  public VirtualHostClock(Instant start) {
    this.start = start;
  }

  @Override
  public synchronized Instant now() {
    return start.plusNanos(elapsed);
  }

  @Override
  public synchronized long nanoTime() {
    return elapsed;
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable task) {
    var timer = new Timer(elapsed + Math.max(delay.toNanos(), 0), sequence++, task);
    timers.add(timer);
    return () -> {
      synchronized (this) {
        timers.remove(timer);
      }
    };
  }

  /** How many timers have not fired. */
  public synchronized int pending() {
    return timers.size();
  }

  /** Moves on, and runs what falls due on the way, in order. */
  public void advance(Duration by) {
    long until = nanoTime() + by.toNanos();
    for (Timer due = next(until); due != null; due = next(until)) {
      due.task.run();
    }
    synchronized (this) {
      elapsed = until;
    }
  }

  private synchronized Timer next(long until) {
    Timer first = timers.peek();
    if (first == null || first.due > until) {
      return null;
    }
    timers.remove();
    elapsed = Math.max(elapsed, first.due);
    return first;
  }

  private record Timer(long due, long sequence, Runnable task) {}
}
