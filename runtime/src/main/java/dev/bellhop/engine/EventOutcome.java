package dev.bellhop.engine;

/**
 * How an event ended, once nothing extends its lifetime any more.
 *
 * @param listeners how many listeners were called
 * @param thrown how many of them threw
 * @param rejected how many waitUntil promises were rejected
 * @param canceled whether its canceled flag was set
 */
public record EventOutcome(int listeners, int thrown, int rejected, boolean canceled) {}
