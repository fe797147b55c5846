package dev.bellhop.testing;

import dev.bellhop.HostClock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A clock that goes on only when a test says so; tasks run on the thread that advances it. */
public final class VirtualClock implements HostClock {
  private record Timer(long at, long number, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long now;
  private long number;

  @Override
  public synchronized Instant now() {
    return start.plusNanos(now);
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable task) {
    var timer = new Timer(now + Math.max(0, delay.toNanos()), number++, task);
    timers.add(timer);
    return () -> {
      synchronized (this) {
        timers.remove(timer);
      }
    };
  }

  /** Goes on by this much and runs what falls due on the way, each task at its own time. */
  public void advance(Duration by) {
    long until;
    synchronized (this) {
      until = now + by.toNanos();
    }
    for (Timer due = next(until); due != null; due = next(until)) {
      due.task.run();
    }
    synchronized (this) {
      now = until;
    }
  }

  private synchronized @Nullable Timer next(long until) {
    Timer first = timers.peek();
    if (first == null || first.at > until) {
      return null;
    }
    timers.remove();
    now = first.at;
    return first;
  }

  /** How many tasks are waiting. */
  public synchronized int timers() {
    return timers.size();
  }
}
