package dev.bellhop.host;

import dev.bellhop.lifecycle.WorkerLimits;
import dev.bellhop.lifecycle.WorkerStop;
import java.time.Duration;

/**
 * How long scripts may take, and workers live.
 *
 * @param event how long an event may be kept alive by what its handlers wait for
 * @param script how long a script may run without returning
 * @param idle how long a worker runs on after its last event
 * @param stop when a worker is stopped that has nothing to do
 */
public record Deadlines(Duration event, Duration script, Duration idle, WorkerStop stop) {
  /** With workers that are stopped when they are idle. */
  public static Deadlines of(Duration event, Duration script, Duration idle) {
    return new Deadlines(event, script, idle, WorkerStop.WHEN_IDLE);
  }

  /** With workers that are stopped after each event. */
  public Deadlines killingBetweenEvents() {
    return new Deadlines(event, script, idle, WorkerStop.AFTER_EACH_EVENT);
  }

  WorkerLimits worker() {
    return new WorkerLimits(event, idle, stop);
  }
}
