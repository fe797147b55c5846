package dev.bellhop;

import java.time.Instant;

/**
 * One entry of the trace: everything that happened, in order.
 *
 * @param sequence counts from 1, without gaps
 * @param at the wall clock
 * @param event what happened
 */
public record TraceEntry(long sequence, Instant at, TraceEvent event) {}
