package dev.bellhop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The system's clock, with one daemon thread while there are timers: whoever forgets to close it
 * loses nothing. Safe from any thread.
 */
public final class SystemHostClock implements HostClock, AutoCloseable {
  /** How long the thread waits for another timer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor timers;

  /** Starts its thread on first use. */
  public SystemHostClock() {
    this(PATIENCE);
  }

  SystemHostClock(Duration patience) {
    timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("bellhop-clock").daemon().factory());
    timers.setKeepAliveTime(patience.toNanos(), TimeUnit.NANOSECONDS);
    timers.allowCoreThreadTimeOut(true);
    timers.setRemoveOnCancelPolicy(true);
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    Future<?> timer = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  /** Drops the timers that have not fired. Later ones are refused. */
  @Override
  public void close() {
    timers.shutdownNow();
  }
}
