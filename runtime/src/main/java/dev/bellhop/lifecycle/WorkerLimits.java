package dev.bellhop.lifecycle;

import java.time.Duration;

/**
 * How long workers live.
 *
 * @param eventTimeout how long an event may be kept alive
 * @param idle how long a worker runs on after its last event
 * @param stop when a worker is stopped that has nothing to do
 */
public record WorkerLimits(Duration eventTimeout, Duration idle, WorkerStop stop) {}
