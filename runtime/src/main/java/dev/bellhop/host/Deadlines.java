package dev.bellhop.host;

import java.time.Duration;

/**
 * How long scripts may take.
 *
 * @param event how long an event may be kept alive by what its handlers wait for
 * @param script how long a script may run without returning
 */
public record Deadlines(Duration event, Duration script) {}
